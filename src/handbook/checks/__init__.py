"""Checks of the author's text. Each rule is one file in `rules/`; its docstring is its documentation."""
