"""Make the README's pictures from build/: a page of the Kazakh site, two pages of the Russian book, a review.

    .venv/bin/python tools/pictures.py        (needs chromium and pdftoppm, as `make test` installs them)
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
SITE_PAGE = ROOT / "build/site/kk/human-rights-safeguards/first-hours-of-detention.html"
BOOK = ROOT / "build/pdf/handbook-ru.pdf"
CHAPTER = "2.6"
# Of a change worth a picture, by `handbook review`; without one the last picture stays.
REVIEW = ROOT / "build/review/index.html"


def page(address: str, height: int, target: Path, folder: Path) -> None:
    """A screenshot of the page as a desktop browser shows it, from disk."""
    shot = folder / "page.png"
    switches = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    size = [f"--window-size=1180,{height}", "--force-device-scale-factor=1"]
    subprocess.run(
        ["chromium", *switches, *size, f"--user-data-dir={folder}/profile", f"--screenshot={shot}", address],
        check=True,
        capture_output=True,
    )
    save(Image.open(shot), target)


def book(target: Path, folder: Path) -> None:
    """The opening of a chapter and the page after it, side by side."""
    text = subprocess.run(["pdftotext", BOOK, "-"], check=True, capture_output=True, text=True).stdout
    pages = text.split("\f")
    opens = re.compile(rf"^{re.escape(CHAPTER)}\.1\b(?! *[–-])", re.MULTILINE)
    first = next(number for number, page in enumerate(pages, 1) if opens.search(page))
    subprocess.run(
        ["pdftoppm", "-r", "90", "-png", "-f", str(first), "-l", str(first + 1), BOOK, folder / "page"], check=True
    )
    sheets = [Image.open(path) for path in sorted(folder.glob("page-*.png"))]
    gap = 16
    width, height = sum(sheet.width for sheet in sheets) + gap * 3, sheets[0].height + gap * 2
    joined = Image.new("RGB", (width, height), "#c9ced6")
    left = gap
    for sheet in sheets:
        joined.paste(sheet, (left, gap))
        left += sheet.width + gap
    save(joined, target)


def save(picture: Image.Image, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(target, optimize=True)
    print(target.relative_to(ROOT), f"{target.stat().st_size // 1000} kB")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        page(SITE_PAGE.as_uri(), 1000, ROOT / "pictures/site.png", Path(folder))
        if REVIEW.is_file():
            page(f"{REVIEW.as_uri()}#lang=kk", 1330, ROOT / "pictures/review.png", Path(folder))
        book(ROOT / "pictures/pdf.png", Path(folder))


if __name__ == "__main__":
    main()
