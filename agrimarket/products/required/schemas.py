"""The dated rules as JSON: no person stands in them."""

import marshmallow as ma

from agrimarket.households.models import ProducerKind
from agrimarket.kit import clock
from agrimarket.kit.fields import Choice, Day, Text
from agrimarket.products.kinds import CATEGORIES


class RequiredPapersQuery(ma.Schema):
    """The day (today) and what is asked about; what is left out stays open."""

    class Meta:
        unknown = ma.EXCLUDE

    on = Day(load_default=clock.today)
    category = Choice(CATEGORIES, blank=True, load_default="")
    subgroup = Text(40, load_default="")
    kind = Choice(ProducerKind, blank=True, load_default="")
    purpose = Text(40, load_default="", metadata={"description": "stamps, or a channel's code"})


class PapersDayOnly(ma.Schema):
    """The day that a page reads missing papers for."""

    class Meta:
        unknown = ma.EXCLUDE

    on = Day(load_default=clock.today)


class SuspensionOut(ma.Schema):
    """Days, both counted, on which a rule did not hold."""

    since = ma.fields.Date(required=True)
    until = ma.fields.Date(required=True)
    why = ma.fields.String(required=True)


class PaperRuleOut(ma.Schema):
    """A rule that holds on the day; any one paper of `any_of` is enough, none: records alone.

    `instead_of` is the code of the newer rule that is suspended on that day.
    """

    code = ma.fields.String(required=True)
    about = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    law = ma.fields.String(required=True)
    article = ma.fields.String(required=True)
    since = ma.fields.Date(required=True)
    until = ma.fields.Date(allow_none=True, required=True)
    suspensions = ma.fields.List(ma.fields.Nested(SuspensionOut), required=True)
    instead_of = ma.fields.String(allow_none=True, required=True)
    categories = ma.fields.List(ma.fields.String(), required=True)
    kinds = ma.fields.List(ma.fields.String(), required=True)
    purposes = ma.fields.List(ma.fields.String(), required=True)
    any_of = ma.fields.List(ma.fields.String(), required=True)
    papers = ma.fields.List(ma.fields.String(), required=True)
    blocks = ma.fields.Boolean(required=True)
    why = ma.fields.String(required=True)
    next_step = ma.fields.String(required=True)


class RequiredPapersOut(ma.Schema):
    """The day and its rules."""

    on = ma.fields.Date(required=True)
    items = ma.fields.List(ma.fields.Nested(PaperRuleOut), required=True)


class MissingOut(ma.Schema):
    """A paper that is asked for and not there; `ended_on` where there was one.

    `unchecked_id` is a certificate that was noted and that nobody of the state saw yet.
    """

    requirement = ma.fields.Nested(PaperRuleOut, required=True)
    ended_on = ma.fields.Date(allow_none=True, required=True)
    unchecked_id = ma.fields.String(allow_none=True, required=True)


class MissingPapersOut(ma.Schema):
    """What a product lacks for each purpose."""

    on = ma.fields.Date(required=True)
    purposes = ma.fields.Dict(
        keys=ma.fields.String(), values=ma.fields.List(ma.fields.Nested(MissingOut)), required=True
    )
