"""What changed between two commits, paragraph by paragraph, in every language, for reviewers to read and comment on."""
