"""Put results into benchmarks/README.md between their two marker lines; the prose around them stays."""

from __future__ import annotations

from pathlib import Path

README = Path(__file__).parent / "README.md"


def write_section(name: str, body: str, path: Path = README) -> None:
    """Replace what stands between `<!-- NAME -->` and `<!-- end of NAME -->`. Raises ValueError without the two."""
    text = path.read_text("utf-8")
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    head, found, rest = text.partition(begin)
    _, also, tail = rest.partition(end)
    if not (found and also):
        raise ValueError(f"{path.name} lacks the lines {begin.strip()} and {end.strip()}")
    path.write_text(f"{head}{begin}\n{body.strip()}\n\n{end}{tail}", "utf-8")
