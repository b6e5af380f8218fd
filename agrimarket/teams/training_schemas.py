"""Trainings and lists of who came, as JSON."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.kit.fields import Choice, Day, Id, Number, OwnId, Sent, Text, words
from agrimarket.kit.paging import PageQuery
from agrimarket.teams.kinds import AUDIENCES, TOPICS

MOST_TICKED = 500
MOST_LETTERS = 40_000  # of a pasted list
_IDS: dict[str, Any] = {
    "load_default": (),
    "validate": ma.validate.Length(max=MOST_TICKED, error="Mỗi lần không quá 500 người."),
    "error_messages": words("Hãy gửi một danh sách mã."),
}


class TrainingFields(Sent):
    """A training that was held; `hours` is how long it took."""

    topic = Choice(TOPICS)
    title = Text(200, allow_none=True)
    audience = Choice(AUDIENCES)
    held_on = Day()
    commune_code = Text(10)
    place = Text(120, allow_none=True)
    hours = Number(allow_none=True, places=1)
    held_by = Text(120, allow_none=True)


class TrainingIn(TrainingFields):
    """A new training."""

    example: ClassVar[Mapping[str, Any]] = {
        "topic": "booth", "audience": "producers", "held_on": "2025-11-20",
        "commune_code": "16144", "place": "Nhà văn hóa thôn 3", "hours": 3,
        "held_by": "Sở Nông nghiệp và Môi trường",
    }  # fmt: skip

    id = OwnId()
    topic = Choice(TOPICS, required=True)
    audience = Choice(AUDIENCES, required=True)
    held_on = Day(required=True)
    commune_code = Text(10, required=True)


class TrainingChange(TrainingFields):
    """Only the fields to change."""

    example: ClassVar[Mapping[str, Any]] = {"hours": 4}


class TrainingQuery(PageQuery):
    """Filters of the list; `since` and `until` are days, both included."""

    commune = Text(10, load_default="")
    topic = Choice(TOPICS, blank=True, load_default="")
    audience = Choice(AUDIENCES, blank=True, load_default="")
    since = Day(load_default=None, allow_none=True)
    until = Day(load_default=None, allow_none=True)


class TrainingOut(ma.Schema):
    """A training with how many distinct people came; women and men where the sex is known."""

    id = ma.fields.String(required=True)
    topic = ma.fields.String(required=True)
    title = ma.fields.String(allow_none=True)
    audience = ma.fields.String(required=True)
    held_on = ma.fields.Date(required=True)
    commune_code = ma.fields.String(required=True)
    commune_name = ma.fields.String(required=True)
    place = ma.fields.String(allow_none=True)
    hours = ma.fields.Float(allow_none=True)
    held_by = ma.fields.String(allow_none=True)
    people = ma.fields.Integer(required=True)
    women = ma.fields.Integer(required=True)
    men = ma.fields.Integer(required=True)
    removed_at = ma.fields.AwareDateTime(allow_none=True)
    removed_reason = ma.fields.String(allow_none=True)
    created_at = ma.fields.AwareDateTime(required=True)
    updated_at = ma.fields.AwareDateTime(required=True)
    revision = ma.fields.Integer(required=True)


class AttendanceIn(Sent):
    """Who came: ids of households and members of teams, and names, a line each."""

    example: ClassVar[Mapping[str, Any]] = {"names": "1. Bà Lê Thị Tám\n2. Ông Trần Văn Chín"}

    household_ids = ma.fields.List(Id(), **_IDS)
    team_member_ids = ma.fields.List(Id(), **_IDS)
    names = Text(MOST_LETTERS, load_default="")


class AttendanceAddedOut(ma.Schema):
    """What became of a list; `again` were on it already, `unread` are lines without a name."""

    added = ma.fields.Integer(required=True)
    again = ma.fields.List(ma.fields.String(), required=True)
    unread = ma.fields.List(ma.fields.String(), required=True)


class AttendanceQuery(PageQuery):
    """`removed` asks for those who were taken off the list."""

    removed = ma.fields.Boolean(
        load_default=False, error_messages=words("Hãy ghi true hoặc false.")
    )


class AttendanceOut(ma.Schema):
    """Somebody on the list whom this viewer may be told of."""

    id = ma.fields.String(required=True)
    training_id = ma.fields.String(required=True)
    household_id = ma.fields.String(allow_none=True)
    team_member_id = ma.fields.String(allow_none=True)
    name = ma.fields.String(required=True)
    sex = ma.fields.String(allow_none=True)
    removed_at = ma.fields.AwareDateTime(allow_none=True)
    removed_reason = ma.fields.String(allow_none=True)
    created_at = ma.fields.AwareDateTime(required=True)


class RemovalIn(Sent):
    """Why it is taken back: at least five letters, which others read."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Ghi nhầm người, hôm đó không dự"}

    reason = Text(500, required=True)
