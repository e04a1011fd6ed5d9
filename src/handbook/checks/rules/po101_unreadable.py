"""PO101 unreadable. What: a catalogue that cannot be read, or not written: a string that does not end, an unresolved
conflict, another code than UTF-8, a msgid that stands twice; a file that the system refuses.

Why: a reader that guessed would lose translations at the next write; so nothing of the file is used. Instead: correct
the line, open the file in Poedit, or compare it with the last version in git.
"""
