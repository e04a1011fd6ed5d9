"""RL101 to RL102 threshold. What: a language has fewer current or reviewed entries than `require` in mkdocs.yml asks
for (RL101), or never had them at any commit (RL102, with `--as-of-translation`).

Why: a release promises its readers that much in their language. Instead: translate or review what the hint names, or
release without the language.
"""
