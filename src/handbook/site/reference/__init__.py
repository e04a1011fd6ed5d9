"""Pages the build makes from the register: the table of authorities, the glossary, the abbreviations."""
