"""PR101 to PR107 procedure. What: a step names an actor that the register does not have (PR101) or none at all (PR102);
a time limit that cannot be read, stands twice or in the middle (PR103); a procedure without title, steps or words
(PR104), with anything but one numbered list (PR105), inside another one (PR106) or without an end (PR107).

Why: officers must see at a glance who acts and by when, in their language; what cannot be read cannot be translated or
drawn. Instead: `1. @police -> @prosecutor: Send the file. {within: 24h}` between `/// procedure | Title` and `///`,
with ids of `docs/register/actors.yml` or `agencies.yml`.
"""

from handbook.checks.inspection import Findings, Inspection
from handbook.register.actors import nearest_actors


def check(seen: Inspection) -> Findings:
    known = {*seen.register.actors, *seen.register.agencies}
    for path, page in seen.source.pages.items():
        for procedure in page.procedures:
            for name, line in procedure.actors:
                if name not in known:
                    what = f"the register has no actor {name!r}"
                    yield seen.at_page(path, line, "PR101", what, _hint(name, seen), words=f"@{name}")
            for problem, line in procedure.problems:
                yield seen.at_page(path, line, problem.code, problem.message, problem.hint)


def _hint(name: str, seen: Inspection) -> str:
    near = nearest_actors(name, seen.register)
    if not near:
        return "add it to docs/register/actors.yml, or name an agency of agencies.yml"
    return f"did you mean {' or '.join('@' + one for one in near)}?"
