"""MK190 ignore. What: an ignore in a page, `<!-- handbook-ignore MK205: reason -->`, or in mkdocs.yml or the register,
`# handbook-ignore RG203: reason`, that gives no reason, names a code that is not there or may not be ignored, stands
beside other text, or stops nothing any more (a warning).

Why: an ignore nobody needs would hide the next finding; one without a reason cannot be judged. Instead: put it on a
line of its own, say why the text is right as it is, and delete it when it stops nothing. In a page it holds for the
block below it, down to the next blank line; in a YAML file for the entry below it. No reader sees it.

These cannot be ignored: what cannot be read (MK101, PO101, RG101 to RG107), what a browser would run or load (MK401,
MK402, PO103), citations, quotations, notes and addresses of the law (CT101 to CT106 but for CT104, QT101 to QT103,
PO104, PO105), the scope, which has reasons of its own (SC101 to SC103), procedures (PR101 to PR107), signatures and
waivers (SO101 to SO104, WV101, WV102), what no build can do without (CF101 to CF112, CF201, ST901), and ignores (MK190,
PO190).
"""
