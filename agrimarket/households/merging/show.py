"""Two records side by side as this viewer may see them, and what a merge would move."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.details import Details
from agrimarket.households.merging import fields as merge_fields
from agrimarket.households.merging import likely
from agrimarket.households.merging import store as store_merge
from agrimarket.households.merging.likely import Pair
from agrimarket.households.merging.likeness import REASON_WORDS
from agrimarket.households.merging.merge import Two, both
from agrimarket.households.merging.models import HouseholdMerge
from agrimarket.households.merging.undo import may_undo
from agrimarket.households.models import Household
from agrimarket.households.scope import may_write_in
from agrimarket.households.showing import masks
from agrimarket.households.showing.labels import KIND_LABELS, SEX_LABELS
from agrimarket.households.showing.present import Shown
from agrimarket.kit.access import OFFICERS, WORKERS, Viewer

NONE = "chưa có"
ELSEWHERE = "hồ sơ ở xã khác"
MOST_DOUBLES = 5  # on the page of a producer


@dataclass(frozen=True, slots=True)
class Line:
    """One choice with both values; `side` is the suggested one: first, second or both."""

    choice: str
    label: str
    first: str
    second: str
    side: str
    joins: bool

    @property
    def same(self) -> bool:
        """Nothing to choose."""
        return self.first == self.second


@dataclass(frozen=True, slots=True)
class Look:
    """The page of a pair."""

    lines: Sequence[Line]
    keep_id: str  # the record that had better stay
    things: dict[str, str]  # by id of a record: what it has, in words
    behind: str  # what cannot move because the other has one too


def as_json(viewer: Viewer, pair: Pair) -> dict[str, Any]:
    """A pair for programs."""
    return {
        "first": Shown(pair.first, viewer),
        "second": Shown(pair.second, viewer),
        "strength": pair.likeness.code,
        "strength_words": pair.likeness.words,
        "reasons": [
            {"code": str(one), "title": REASON_WORDS[one]} for one in pair.likeness.reasons
        ],
        "proposed_by": pair.proposed_by,
    }


def look(session: Session, *, viewer: Viewer, pair: Pair) -> Look:
    """Everything the page shows; KindsDiffer, MergeAcrossCommunes."""
    first, second = pair.first, pair.second
    of_first, _ = store_merge.count_moving(session, second.id, first.id)
    of_second, _ = store_merge.count_moving(session, first.id, second.id)
    richer = (sum(of_second.values()), second.state == "registered") > (
        sum(of_first.values()), first.state == "registered"
    )  # fmt: skip
    keep, merge = (second, first) if richer else (first, second)
    two = both(session, viewer=viewer, keep_id=keep.id, merge_id=merge.id)
    _, behind = store_merge.count_moving(session, keep.id, merge.id)
    return Look(
        lines=_lines(viewer, two, first),
        keep_id=keep.id,
        things={first.id: counted(of_first), second.id: counted(of_second)},
        behind=counted(behind),
    )


def counted(counts: dict[str, int]) -> str:
    """Counts as people say them: "3 sản phẩm, 1 gian hàng"."""
    return ", ".join(f"{number} {word}" for word, number in counts.items())


def _lines(viewer: Viewer, two: Two, first: Household) -> list[Line]:
    sides, kept_first = two.suggested, two.keep.id == first.id
    mine = _texts(viewer, two.keep, two.mine)
    theirs = _texts(viewer, two.merge, two.theirs)
    names = {"keep": "first" if kept_first else "second",
             "merge": "second" if kept_first else "first", "both": "both"}  # fmt: skip
    found = []
    for choice in merge_fields.CHOICES:
        pair = (mine[choice], theirs[choice]) if kept_first else (theirs[choice], mine[choice])
        if pair == (NONE, NONE):
            continue
        joins = choice in merge_fields.JOINED and NONE not in pair
        label = merge_fields.LABELS[choice]
        found.append(Line(choice, label, *pair, names[sides[choice]], joins))
    return found


def _texts(viewer: Viewer, row: Household, details: Details) -> dict[str, str]:
    """Each choice's value as this viewer may read it; sealed numbers by their last digits."""
    shown = Shown(row, viewer)
    bank = shown.bank
    texts: dict[str, Any] = {
        "kind": KIND_LABELS.get(row.kind, row.kind),  # type: ignore[call-overload]  # a kind is its word
        "commune_code": shown.commune_name,
        "phone": _phone(shown),
        "citizen_id": shown.citizen_id_masked,
        "tax_code": "dùng số căn cước" if row.tax_is_citizen_id else row.tax_code,
        "birth_date": shown.birth_date and f"{shown.birth_date:%d/%m/%Y}",
        "sex": SEX_LABELS.get(row.sex or ""),
        "area_ha": row.area_ha and f"{row.area_ha.normalize():f} ha".replace(".", ","),
        "position": _position(viewer, row),
        "note": shown.note,
        "bank": bank and f"{bank['name'] or bank['bank_code']}, {bank['account_number_masked']}",
    }
    for choice in merge_fields.CHOICES:
        if choice not in texts:
            texts[choice] = _plain(getattr(details, choice))
    return {choice: str(text) if text else NONE for choice, text in texts.items()}


def _phone(shown: Shown) -> str:
    number = shown.phone or ""
    grouped = f"{number[:4]} {number[4:7]} {number[7:]}" if len(number) == 10 else number
    return f"{grouped} ({shown.phone_of})" if shown.phone_of else grouped


def _plain(value: Any) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(str(one) for one in value)
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value or "")


def _position(viewer: Viewer, row: Household) -> str:
    if row.latitude is None:
        return ""
    if not masks.sees_position(viewer, row):
        return "có ghi vị trí"
    return f"{row.latitude:.5f}; {row.longitude:.5f}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class ShownMerge:
    """A merge for the page of the record that stays, and for the list of merges."""

    row: HouseholdMerge
    kept: Household | None
    merged_name: str
    may_undo: bool


def shown_merges(
    session: Session, viewer: Viewer, rows: Sequence[HouseholdMerge]
) -> list[ShownMerge]:
    """Merges with the names of their records; the merged one's from its own row, once parted
    for those who see it alone."""
    found = []
    for row in rows:
        merged = session.get(Household, row.merged_id)
        mine = merged is not None and may_write_in(viewer, merged.commune_code)
        told = merged is not None and (mine or viewer.whole_province or row.undone_at is None)
        found.append(ShownMerge(
            row, session.get(Household, row.kept_id), merged.name if merged and told else ELSEWHERE,
            mine and viewer.is_one_of(OFFICERS) and may_undo(session, row),
        ))  # fmt: skip
    return found


def doubles_of(session: Session, viewer: Viewer, household: Household) -> dict[str, Any]:
    """For the page of a producer: likely doubles, and merges that still stand."""
    if not viewer.is_one_of(WORKERS):
        return {"doubles": [], "merges": []}
    rows = [row for row in session.scalars(store_merge.merges(viewer, household.id))
            if row.undone_at is None]  # fmt: skip
    alike = likely.like(session, viewer=viewer, household=household)
    shown = [] if household.erased_at else list(alike)[:MOST_DOUBLES]
    return {"doubles": shown, "merges": shown_merges(session, viewer, rows)}
