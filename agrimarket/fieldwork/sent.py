"""An operation as a phone sent it: read, put into one form, and known again by a keyed hash."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import marshmallow as ma

from agrimarket.fieldwork.refusals import OperationInvalid
from agrimarket.kit import clock
from agrimarket.kit.fields import Id, Sent, Text, words
from agrimarket.kit.ids import IdInvalid, accept_id, of_any_clock
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.sealed import (
    blind_index,
    blind_indexes,
    index_version,
    seal_bytes,
    unseal_bytes,
)

PURPOSE = "field_operation"
LONGEST = 64_000  # bytes of one operation: its longest words, many times over
MOST_REVISION = 2**31 - 1


class OperationIn(Sent):
    """One act of a phone; ids are UUIDv7 made by it, `at` is what its clock says."""

    id = Text(36, required=True)
    after = Id(allow_none=True, load_default=None)
    kind = Text(40, required=True)
    object_id = Text(36, required=True)
    base = ma.fields.Integer(
        strict=True, allow_none=True, load_default=None, error_messages=words("Hãy gửi số nguyên."),
        validate=ma.validate.Range(min=0, max=MOST_REVISION, error="Hãy gửi số bản từ 0 trở lên."),
    )  # fmt: skip
    at = ma.fields.AwareDateTime(
        required=True, error_messages=words("Hãy gửi ngày giờ kèm múi giờ.")
    )
    fields_ = ma.fields.Dict(
        keys=ma.fields.String(), data_key="fields", load_default=dict,
        error_messages=words("Hãy gửi các ô theo tên."),
    )  # fmt: skip


@dataclass(frozen=True)
class Operation:
    """`content` is everything sent, in one form; `base` is 0 where the phone knew no revision."""

    id: str
    kind: str
    object_id: str
    after: str | None
    base: int
    told_at: datetime
    fields: Mapping[str, Any] = field(repr=False)
    content: str = field(repr=False)

    def index(self, keys: Keys) -> str:
        """A keyed hash of the content: it holds names and phones, and a plain hash is guessed."""
        return blind_index(keys, self.content, purpose=PURPOSE)

    def is_the_one(self, keys: Keys, index: str) -> bool:
        """Whether this content was kept under that hash; "" and forgotten keys cannot tell."""
        if not index or index_version(index) not in keys.blind_index:
            return True
        return index in blind_indexes(keys, self.content, purpose=PURPOSE).values()


def read(raw: Any) -> Operation:
    """The operation; OperationInvalid with what is wrong of it by name."""
    if not isinstance(raw, dict):
        raise OperationInvalid
    content = _content(raw)
    try:
        told: dict[str, Any] = OperationIn().load(raw)
        with of_any_clock():  # a phone's wrong clock decides nothing
            id, object_id = accept_id(told["id"]), accept_id(told["object_id"])
    except ma.ValidationError as error:
        raise OperationInvalid(fields=flat(error.messages_dict)) from None
    except IdInvalid as error:
        raise OperationInvalid(fields={"id": [error.detail]}) from None
    after = told["after"].lower() if told["after"] else None
    if after == id:
        raise OperationInvalid(fields={"after": ["Việc không thể chờ chính nó. Hãy gửi lại."]})
    return Operation(
        id=id, kind=told["kind"], object_id=object_id, after=after, base=told["base"] or 0,
        told_at=_storable(told["at"]), fields=told["fields_"], content=content,
    )  # fmt: skip


def _content(raw: Any) -> str:
    """Everything sent, in one form; OperationInvalid where it is longer than words can be, or
    holds halves of letters (RFC 8259 8.2), which nothing keeps or tells again."""
    try:
        content = json.dumps(raw, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        if len(content.encode()) <= LONGEST:
            return content
    except (RecursionError, UnicodeEncodeError):
        pass
    raise OperationInvalid


def seal(keys: Keys, operation: Operation) -> bytes:
    """The whole operation for the time it must wait."""
    return seal_bytes(keys, operation.content.encode(), place=place_of(operation.id))


def opened(keys: Keys, id: str, sealed: bytes) -> Operation:
    """The operation that was sealed; SealBroken."""
    return read(json.loads(unseal_bytes(keys, sealed, place=place_of(id))))


def place_of(id: str) -> str:
    """Table, column and row."""
    return f"field_operation.body_sealed.{id}"


def flat(messages: Mapping[str, Any]) -> dict[str, list[str]]:
    """marshmallow's messages by dotted name."""
    found: dict[str, list[str]] = {}

    def walk(prefix: str, node: Any) -> None:
        if isinstance(node, Mapping):
            for name, below in node.items():
                walk(f"{prefix}.{name}" if prefix else str(name), below)
        else:
            found[prefix] = [str(text) for text in (node if isinstance(node, list) else [node])]

    walk("", messages)
    return found


def _storable(moment: datetime) -> datetime:
    """A clock may say anything; what no database holds is taken as now."""
    try:
        return moment.astimezone(clock.VIETNAM)
    except (OverflowError, ValueError):
        return clock.now()
