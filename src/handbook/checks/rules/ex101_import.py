"""EX101 to EX106 import. What: a row of a file that comes back from a translator and is not taken in: its cell is no
text (EX101), its English has changed since (EX102) or is not the one beside it (EX103), the catalogue was changed
meanwhile (EX104), the entry stands twice (EX105); or a catalogue that is not in normal form (EX106).

Why: a row taken in on trust would put one sentence's translation under another, or undo somebody's work. Instead: do
what the row's hint says; all other rows are taken in.
"""
