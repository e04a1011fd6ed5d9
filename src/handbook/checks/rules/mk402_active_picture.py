"""MK402 active-picture. What: an SVG file that runs a script, loads a file or another host, or is not well-formed.

Why: opened by itself, a picture is a page of its own. Instead: draw shapes and text only.
"""

from handbook.checks.inspection import Findings, Inspection
from handbook.checks.pictures import dangers_of_svg


def check(seen: Inspection) -> Findings:
    for path in sorted(seen.files):
        if path.lower().endswith((".svg", ".svgz")):
            for what, line in dangers_of_svg(seen.project.docs / path):
                yield seen.at_page(
                    path,
                    line,
                    "MK402",
                    f"the picture has {what}",
                    "export it as plain SVG: shapes and text only",
                )
