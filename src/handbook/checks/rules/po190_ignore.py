"""PO190 ignore. What: a comment `# handbook-ignore PO151: reason` above an entry that gives no reason, names a rule
that is not there or may not be ignored, or stops nothing any more (a warning).

Why: an ignore nobody needs would hide the next finding; one without a reason cannot be judged. Instead: say why this
entry is right as it is, and delete the comment when it stops nothing. Findings about what a browser would run
(PO103), citations, notes and addresses (PO104, PO105) and files that cannot be read (PO101) cannot be ignored.
"""
