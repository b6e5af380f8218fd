"""Teams and their members as JSON: what may be sent, and what is told of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.kit.fields import Choice, Day, Id, OwnId, Sent, Text, words
from agrimarket.kit.paging import PageQuery
from agrimarket.teams.kinds import SEXES

YES_NO = words("Hãy ghi true hoặc false.")


class TeamFields(Sent):
    """A team; without `hamlet` it is the whole commune's, `until` ends it."""

    name = Text(120)
    commune_code = Text(10)
    hamlet = Text(120, allow_none=True)
    since = Day(allow_none=True)


class TeamIn(TeamFields):
    """A new team."""

    example: ClassVar[Mapping[str, Any]] = {
        "name": "Tổ công nghệ số thôn 3", "commune_code": "16144", "hamlet": "Thôn 3",
        "since": "2022-06-01",
    }  # fmt: skip

    id = OwnId()
    name = Text(120, required=True)
    commune_code = Text(10, required=True)


class TeamChange(TeamFields):
    """Only the fields to change; null empties one."""

    example: ClassVar[Mapping[str, Any]] = {"hamlet": "Thôn 4"}

    until = Day(allow_none=True)


class TeamQuery(PageQuery):
    """Filters of the list; `ended` is yes or no."""

    q = Text(100, load_default="")
    commune = Text(10, load_default="")
    ended = Choice(("no", "yes"), blank=True, load_default="")


class TeamOut(ma.Schema):
    """A team with how many are in it now."""

    id = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    commune_code = ma.fields.String(required=True)
    commune_name = ma.fields.String(required=True)
    hamlet = ma.fields.String(allow_none=True)
    since = ma.fields.Date(allow_none=True)
    until = ma.fields.Date(allow_none=True)
    size = ma.fields.Integer(required=True)
    created_at = ma.fields.AwareDateTime(required=True)
    updated_at = ma.fields.AwareDateTime(required=True)
    revision = ma.fields.Integer(required=True)


class TeamMemberFields(Sent):
    """A member; name and phone are the account's own where there is one."""

    name = Text(200, allow_none=True)
    phone = Text(40, allow_none=True)
    sex = Text(10, allow_none=True, metadata={"enum": list(SEXES)})
    leader = ma.fields.Boolean(error_messages=YES_NO)
    since = Day(allow_none=True)


class TeamMemberIn(TeamMemberFields):
    """A new member: by account, or by name."""

    example: ClassVar[Mapping[str, Any]] = {
        "name": "Lê Văn Tám", "phone": "0912000346", "sex": "male", "leader": True,
    }  # fmt: skip

    id = OwnId()
    account_id = Id(allow_none=True)


class TeamMemberChange(TeamMemberFields):
    """Only the fields to change; `until` ends the membership."""

    example: ClassVar[Mapping[str, Any]] = {"leader": False}

    until = Day(allow_none=True)


class TeamMemberOut(ma.Schema):
    """A member as this viewer may see it."""

    id = ma.fields.String(required=True)
    team_id = ma.fields.String(required=True)
    has_account = ma.fields.Boolean(required=True)
    name = ma.fields.String(required=True)
    phone = ma.fields.String(allow_none=True)
    sex = ma.fields.String(allow_none=True)
    leader = ma.fields.Boolean(required=True)
    since = ma.fields.Date(allow_none=True)
    until = ma.fields.Date(allow_none=True)
    created_at = ma.fields.AwareDateTime(required=True)
    updated_at = ma.fields.AwareDateTime(required=True)
    revision = ma.fields.Integer(required=True)
