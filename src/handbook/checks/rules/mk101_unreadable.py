"""MK101 unreadable. What: a page that is not UTF-8, or front matter that is not YAML or holds a value it cannot have.

Why: the page's kind, owner and date decide how it is shown and when it is due. Instead: correct the line; the facts
are `kind`, `owner`, `review_by`, `description` and `scope`.
"""
