"""Likely pairs and merges as JSON."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.households.merging.fields import CHOICES, SIDES
from agrimarket.households.merging.likeness import Reason
from agrimarket.kit.fields import Choice, Id, OwnId, Sent, Text, words
from agrimarket.kit.paging import PageQuery

_ONE, _OTHER = "019a8f3e-7c00-7000-8000-0000000000a1", "019a8f3e-7c00-7000-8000-0000000000b2"


class PairQuery(PageQuery):
    """Filters of the list of likely pairs."""

    commune = Text(10, load_default=None)
    reason = Choice(Reason, blank=True, load_default=None)


class MergeQuery(PageQuery):
    """Filters of the list of merges."""

    household_id = Id(blank=True, load_default="")


class PairIn(Sent):
    """Two producers, in any order."""

    example: ClassVar[Mapping[str, Any]] = {"first": _ONE, "second": _OTHER}

    first = Id(required=True)
    second = Id(required=True)


class MergeIn(Sent):
    """`keep` stays, `merge` goes into it; `fields` says whose value counts where not the one
    suggested: keep, merge, or both for lists and the note."""

    example: ClassVar[Mapping[str, Any]] = {
        "keep": _ONE, "merge": _OTHER, "fields": {"phone": "merge", "crops": "both"},
    }  # fmt: skip

    id = OwnId()
    keep = Id(required=True)
    merge = Id(required=True)
    sides = ma.fields.Dict(
        data_key="fields",
        keys=Text(40), values=Text(8), load_default=dict,
        error_messages=words("Hãy gửi tên ô và keep, merge hoặc both."),
        metadata={
            "additionalProperties": {"type": "string", "enum": list(SIDES)},
            "propertyNames": {"enum": list(CHOICES)},
        },
    )  # fmt: skip


class BriefOut(ma.Schema):
    """Enough of a producer to tell them from another."""

    id = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    commune_code = ma.fields.String(required=True)
    commune_name = ma.fields.String(required=True)
    hamlet = ma.fields.String(allow_none=True)
    phone = ma.fields.String(allow_none=True)
    birth_date = ma.fields.Date(allow_none=True)


class ReasonOut(ma.Schema):
    """Why, or why not."""

    code = ma.fields.String(required=True)
    title = ma.fields.String(required=True)


class PairOut(ma.Schema):
    """Two producers that are likely one. strength: strong, likely, weak."""

    first = ma.fields.Nested(BriefOut, required=True)
    second = ma.fields.Nested(BriefOut, required=True)
    strength = ma.fields.String(required=True)
    strength_words = ma.fields.String(required=True)
    reasons = ma.fields.List(ma.fields.Nested(ReasonOut), required=True)
    proposed_by = ma.fields.String(allow_none=True)


class VerdictOut(ma.Schema):
    """What was said of a pair: different, or proposed."""

    first = ma.fields.String(required=True, attribute="first_id")
    second = ma.fields.String(required=True, attribute="second_id")
    verdict = ma.fields.String(required=True)


class MergeOut(ma.Schema):
    """A merge: what became part of what, how many rows of which table moved."""

    id = ma.fields.String(required=True)
    keep = ma.fields.String(required=True, attribute="kept_id")
    merge = ma.fields.String(required=True, attribute="merged_id")
    sides = ma.fields.Dict(required=True, data_key="fields", attribute="fields")
    moved = ma.fields.Dict(required=True)
    by = ma.fields.String(required=True, attribute="who_name")
    created_at = ma.fields.AwareDateTime(required=True)
    undo_until = ma.fields.AwareDateTime(required=True)
    undone_at = ma.fields.AwareDateTime(allow_none=True)


class UndoneOut(MergeOut):
    """The same after an undo, with what was left as people changed it since."""

    kept_newer = ma.fields.List(ma.fields.String(), required=True)
