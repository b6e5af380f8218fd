"""What changed for this viewer since a place in the feed, in pages to be read on from anywhere."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.fieldwork import present
from agrimarket.fieldwork import store_feed as store
from agrimarket.fieldwork.models import FieldFeed
from agrimarket.fieldwork.store_feed import HOUSEHOLD, LOT, PRODUCT
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.errors import NotAllowed

START = (0, 0)
HOUSEHOLDS = "households"
FORM = 3  # of what is told; another one, and phones fetch everything anew
_CURSOR = re.compile(r"(\d{1,18})\.(\d{1,18})\.([0-9a-f]{12})")


@dataclass(frozen=True)
class Changes:
    """A page. `reset`: it begins anew, and what the reader kept does not count any more."""

    items: Sequence[Mapping[str, Any]]
    cursor: str
    more: bool
    reset: bool


def changes(session: Session, *, viewer: Viewer, cursor: str, page_size: int) -> Changes:
    """The next page after a cursor; "" begins. Whoever sees other places than when the cursor
    was given begins anew: lines from before would be missing. NotAllowed for programs."""
    may_read(viewer, HOUSEHOLDS, "products", "lots")
    reach = _reach(viewer)
    read = _CURSOR.fullmatch(cursor)
    known = read is not None and read[3] == reach
    after = (int(read[1]), int(read[2])) if read is not None and known else START
    lines = store.lines(session, viewer, after=after, most=page_size + 1)
    page = lines[:page_size]
    place = (page[-1].seq, page[-1].id) if page else after
    return Changes(
        items=_items(session, viewer, page),
        cursor=f"{place[0]}.{place[1]}.{reach}",
        more=len(lines) > page_size,
        reset=bool(cursor) and not known,
    )


def may_read(viewer: Viewer, *rooms: str) -> None:
    """NotAllowed: a program is told here what it may read in the rooms themselves."""
    for room in rooms if viewer.role is Role.API_CLIENT else ():
        scope = f"{room}:read"
        if scope not in viewer.scopes:
            raise NotAllowed(scope=scope)


def _items(session: Session, viewer: Viewer, page: Sequence[FieldFeed]) -> list[Mapping[str, Any]]:
    """The things of these lines as they are now; a thing that stands in two is told once."""
    wanted: dict[str, list[str]] = {HOUSEHOLD: [], PRODUCT: [], LOT: []}
    for line in page:
        wanted[line.kind].append(line.object_id)
    there: dict[tuple[str, str], tuple[int, Mapping[str, Any]]] = {
        **present.households(session, viewer, wanted[HOUSEHOLD]),
        **present.products(session, viewer, wanted[PRODUCT]),
        **present.lots(session, viewer, wanted[LOT]),
    }
    once = {(line.kind, line.object_id): line for line in page}
    return [_item(line, there.get(key)) for key, line in once.items()]


def _item(line: FieldFeed, found: tuple[int, Mapping[str, Any]] | None) -> Mapping[str, Any]:
    return {
        "seq": line.seq,
        "kind": line.kind,
        "id": line.object_id,
        "revision": found[0] if found else None,
        "gone": found is None,
        "data": found[1] if found else None,
    }


def _reach(viewer: Viewer) -> str:
    told = json.dumps([viewer.reach, viewer.caller, FORM], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:12]
