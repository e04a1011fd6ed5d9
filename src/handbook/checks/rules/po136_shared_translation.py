"""PO136 shared-translation. What: one long translation that stands for two different texts of a page.

Why: it was pasted one entry too far, and one of the two texts is not translated. Instead: compare both with their
sources.
"""
