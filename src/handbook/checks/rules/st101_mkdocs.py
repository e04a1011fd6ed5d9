"""ST101 mkdocs. What: MkDocs or one of its plugins warned while the site was built (a warning).

Why: what they warn of may be missing from the site. Instead: do what the words say; most come from mkdocs.yml.
"""

WARNINGS = ("ST101",)
