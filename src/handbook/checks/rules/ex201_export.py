"""EX201 to EX202 export. What: catalogues are behind their pages when they are exported (EX201, a warning), or a text
is too long for a cell and was left out (EX202, a warning).

Why: the translator would work on an old text, or not see all of it. Instead: run `handbook translate update` before
the export; export long texts with `--xliff`.
"""

WARNINGS = ("EX201", "EX202")
