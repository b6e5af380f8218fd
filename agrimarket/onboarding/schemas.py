"""The way to a first order as JSON."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.households.models import ProducerKind
from agrimarket.kit.fields import Choice, Sent, Text, words
from agrimarket.kit.paging import PageQuery
from agrimarket.onboarding.steps import DONE, REASONS, STEPS

KINDS = ("first_order", "stuck")
STAGES = (*(step.key for step in STEPS[1:]), DONE)


class OnboardingQuery(PageQuery):
    """Filters of the list: the step they wait for, commune, kind of producer, noted reason."""

    step = Choice(STAGES, blank=True, load_default="")
    commune = Text(10, load_default="")
    kind = Choice(ProducerKind, blank=True, load_default="")
    reason = Choice(REASONS, blank=True, load_default="")


class OnboardingOut(ma.Schema):
    """A producer, the step it waits for (`done`: none) and why."""

    household_id = ma.fields.String(attribute="household.id", required=True)
    name = ma.fields.String(attribute="household.name", required=True)
    commune_code = ma.fields.String(attribute="household.commune_code", required=True)
    step = ma.fields.String(attribute="stage", required=True, validate=ma.validate.OneOf(STAGES))
    why = ma.fields.String(required=True)


class OnboardingNoteIn(Sent):
    """A first order, or why nothing moves and when to look again."""

    example: ClassVar[Mapping[str, Any]] = {
        "kind": "stuck", "reason": "no_papers", "happened_on": "2026-01-05",
    }  # fmt: skip

    kind = Choice(KINDS, required=True)
    reason = Text(24, allow_none=True, load_default=None, metadata={"enum": [*REASONS, None]})
    channel_code = Text(24, allow_none=True, load_default=None)
    happened_on = ma.fields.Date(
        required=True, error_messages=words("Hãy ghi ngày dạng năm-tháng-ngày, 2026-11-05.")
    )
    until = ma.fields.Date(
        allow_none=True, load_default=None,
        error_messages=words("Hãy ghi ngày dạng năm-tháng-ngày, 2026-11-05."),
    )  # fmt: skip
    note = Text(500, allow_none=True, load_default=None)


class OnboardingNoteOut(ma.Schema):
    """A note as it is kept."""

    id = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    reason = ma.fields.String(required=True, allow_none=True)
    channel_code = ma.fields.String(required=True, allow_none=True)
    happened_on = ma.fields.Date(required=True)
    until = ma.fields.Date(required=True, allow_none=True)
    note = ma.fields.String(required=True, allow_none=True)


class WayOut(OnboardingOut):
    """One producer's way: the steps reached and the notes."""

    reached = ma.fields.List(ma.fields.String(), required=True)
    notes = ma.fields.List(ma.fields.Nested(OnboardingNoteOut), required=True)


class OnboardingCountsOut(ma.Schema):
    """How many producers wait for each step, in all and by commune."""

    totals = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer(), required=True)
    communes = ma.fields.Dict(
        keys=ma.fields.String(),
        values=ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer()),
        required=True,
    )
