"""PO104 to PO105 citations-notes-links. What: a citation `[@iccpr, art. 9(3)]` of the source that the translation
lacks, changes or adds (PO104); a note mark `[^name]` or the address of a link or picture that it lacks or has too
often (PO105).

Why: a statement of law without its source, or with another, is none. Neither can be ignored. Instead: copy them from
the source to where your language wants them; the build writes citations out in your language.
"""
