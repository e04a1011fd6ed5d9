"""ST901 extension. What: the handbook's Markdown extension did not run on a page.

Why: the page would have no translation, no numbers and no citations, and look as if it had. Instead: take out of
mkdocs.yml what replaces the Markdown parser, and tell the program's authors.
"""
