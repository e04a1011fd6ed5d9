"""PO103 danger. What: a translation, current or not, with raw HTML, an attribute list, an address, control characters
or numbered marks (⟦1⟧) that its source does not have.

Why: a catalogue comes from outside; what it brings in could run in the reader's browser. Such a translation is never
shown, and this cannot be ignored. Instead: translate the words only, and copy tags, lists and addresses from the
source.
"""
