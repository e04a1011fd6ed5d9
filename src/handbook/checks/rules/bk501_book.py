"""BK501 to BK503 book. What: a letter that the book's fonts do not have (BK501), a picture that is not there or
cannot be printed (BK502), a passage that cannot be set (BK503).

Why: the PDF would show a blank box, or nothing, where the site shows a text. Instead: write it with letters that the
fonts have, put the picture below `docs/`, or change the passage.
"""
