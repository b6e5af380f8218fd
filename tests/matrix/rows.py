"""The table as rows, and the cells each row stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask

from agrimarket.kit.access import Role
from tests.matrix.api_rows import API_ROWS
from tests.matrix.page_rows import PAGE_ROWS
from tests.matrix.stamp_rows import STAMP_ROWS
from tests.matrix.who import BEFORE_IT_IS_SOUGHT, OTHERS, REFUSED_LATER, WHO, sees

SITUATIONS = ("own", "sibling", "other", "missing", "deleted", "crossed")
OWN_PARENTS = {"missing", "deleted", "crossed"}  # what it hangs on is bà Hoa's
DELETED = {"household", "area", "photo"}  # what can be gone; the rest is only ended
API = "/api/v1/"


@dataclass(frozen=True)
class Row:
    """One route. `things` are the path's, in its order; `named` what body or query names."""

    method: str
    path: str
    who: str
    things: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    named: tuple[tuple[str, str, str], ...]  # where ("json", "query"), field, thing
    never: bool  # nobody of this world has it: those who may are told it is not there

    @property
    def is_api(self) -> bool:
        return self.path.startswith(API)

    @property
    def about(self) -> str:
        """The thing that decides; "" for a route about nobody's thing."""
        names = [*self.things, *(thing for _, _, thing in self.named)]
        return names[-1] if names else ""

    def situations(self) -> Iterator[str]:
        """Which cases there are of its object."""
        if not self.about:
            yield "own"
            return
        for situation in ("sibling", "missing") if self.about in OTHERS else SITUATIONS:
            if situation == "deleted" and self.about not in DELETED:
                continue
            if situation == "crossed" and len(self.things) < 2:
                continue
            yield situation

    def expects(self, role: Role, situation: str) -> str:
        """ok, signed out, forbidden or missing."""
        if role is Role.PUBLIC and self.who != "public":
            return "signed out"
        if role not in WHO[self.who]:
            return "forbidden"
        refused = role in REFUSED_LATER.get(self.who, ())
        if self.about and not sees(role, situation, self.about):
            early = self.who in BEFORE_IT_IS_SOUGHT and situation in OWN_PARENTS
            return "forbidden" if refused and early else "missing"
        return "forbidden" if refused else "missing" if self.never else "ok"


def rows() -> list[Row]:
    """Every row of the table; a line of several methods is several rows."""
    found = []
    for line in f"{API_ROWS}\n{PAGE_ROWS}\n{STAMP_ROWS}".splitlines():
        if line.strip():
            methods, who, path, *about = line.split()
            found += [_row(method, path, who, about) for method in methods.split(",")]
    return found


def _row(method: str, path: str, who: str, about: list[str]) -> Row:
    things, values, named = [], [], []
    for word in about:
        if word == "!missing":
            continue
        name, equal, value = word.lstrip("@?").partition("=")
        if word[0] in "@?":
            named.append(("json" if word[0] == "@" else "query", name, value))
        elif equal:
            values.append((name, value))
        else:
            things.append(name)
    return Row(method, path, who, tuple(things), tuple(values), tuple(named), "!missing" in about)


def routes(app: Flask) -> set[tuple[str, str]]:
    """Method and path of every route of the running service."""
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def parameters(path: str) -> list[str]:
    """The names in a path's <>."""
    return re.findall(r"<(?:\w+:)?(\w+)>", path)
