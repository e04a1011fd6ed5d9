"""What this machine has and lacks for the handbook.

Nothing here needs more than Python's own library, and no new Python: it is to speak where the program itself cannot be
loaded. The configuration alone is read with the program, as far as that goes.
"""
