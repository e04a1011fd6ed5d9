"""What the workflows say to a forge: the review as one comment, on GitHub or GitLab, and GitLab's release.

These programs hold a token that may write, so they take nothing on trust: they run from the default branch, import
nothing but Python's own library, and read what a pull request has built as data, never as code.
"""
