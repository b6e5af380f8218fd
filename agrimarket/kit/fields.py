"""Input fields with words for people: text without NUL, whole numbers, days and moments."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.kit import clock
from agrimarket.kit.errors import InvalidFields
from agrimarket.kit.ids import is_id
from agrimarket.kit.web.read_numbers import NumberInvalid, read_number

NEEDED = "Thiếu ô này. Hãy ghi rồi gửi lại."
NULL = "Ô này không được để null. Hãy bỏ ô này nếu chưa có."
NOT_WHOLE = "Hãy gõ một số nguyên, ví dụ 1.500."
NOT_A_NUMBER = "Hãy gõ một số, ví dụ 1.500 hoặc 0,5."
NOT_A_TRUTH = "Hãy gửi true hoặc false."
NOT_A_DAY = "Hãy ghi ngày, ví dụ 22/11/2026."
NOT_A_MOMENT = "Hãy ghi ngày giờ dạng 2026-11-22T08:30:00+07:00."
NOT_AN_ID = "Mã này chưa đúng dạng. Hãy chép lại mã đã nhận từ hệ thống."
TOO_FINE = "Số này nhiều hơn {places} chữ số sau dấu phẩy. Hãy làm tròn rồi gửi lại."
NOISE = Decimal("1e-9")
YEARS = range(1900, 2200)  # at the calendar's ends a day has no next one, and no UTC
UUID: Mapping[str, Any] = {"format": "uuid"}
LARGEST = 10**12
GROUPED = r"\d{1,3}([. ]\d{3})+"  # 1.500 as people here write it


def words(sentence: str) -> dict[str, Any]:
    """One sentence for whatever is wrong with a value's form."""
    names = ("invalid", "invalid_utf8", "type", "special", "too_large", "format", "awareness")
    return {"required": NEEDED, "null": NULL, **dict.fromkeys(names, sentence)}


def _keepable(text: str) -> None:
    """Refuse what no database keeps: the NUL letter, and halves of a letter (RFC 8259 8.2)."""
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ma.ValidationError("Có ký tự lạ. Hãy gõ lại ô này.")


class Text(ma.fields.String):
    """Text within a length, of letters that a database keeps.

    `told` is what the API's description adds of a field (kit/openapi).
    """

    told: Mapping[str, Any] = {"pattern": r"^[^\u0000]*$"}

    def __init__(self, most: int, *, least: int = 0, **options: Any) -> None:
        checks: list[Any] = [
            ma.validate.Length(max=most, error=f"Hãy viết ngắn lại, không quá {most} chữ."),
            _keepable,
        ]
        if least:
            checks.append(ma.validate.Length(min=least, error=NEEDED))
        super().__init__(validate=checks, error_messages=words("Hãy ghi bằng chữ."), **options)


class Choice(Text):
    """One of a few words; with `blank`, nothing at all means no choice."""

    def __init__(self, choices: Iterable[str], *, blank: bool = False, **options: Any) -> None:
        known = [str(choice) for choice in choices]
        shown = [*known, ""] if blank else known
        options["metadata"] = {"enum": shown, **options.get("metadata", {})}
        super().__init__(40, **options)
        said = f"Hãy chọn một trong: {', '.join(known)}."
        self.validators.append(ma.validate.OneOf(shown, error=said))
        self.told = {}


class Id(Text):
    """Another thing's id; with `blank`, nothing at all means any."""

    def __init__(self, *, blank: bool = False, **options: Any) -> None:
        super().__init__(36, **options)
        self.blank = blank
        self.validators.append(self._formed)
        self.told = {"anyOf": [UUID, {"maxLength": 0}]} if blank else UUID

    def _formed(self, text: str) -> None:
        if not is_id(text) and not (self.blank and not text):
            raise ma.ValidationError(NOT_AN_ID)


class OwnId(Text):
    """The id a client gives what it makes (UUIDv7); kit/ids.py says what is wrong with it."""

    told: Mapping[str, Any] = {
        **UUID,
        "description": "UUIDv7 made by the client; left out, the service makes one",
    }

    def __init__(self) -> None:
        super().__init__(36)


class Number(ma.fields.Decimal):
    """A decimal number from 0 on, from JSON or as Vietnamese hands type it.

    With `places` more digits behind the comma are refused, not rounded; what a machine's halves
    add (0.30000000000000004) is not counted as digits.
    """

    kinds = ("number", "string")
    pattern = rf"^({GROUPED}(,\d+)?|\d+([.,]\d+)?)$"

    def __init__(self, *, places: int | None = None, **options: Any) -> None:
        self.most_places = places
        within = options.setdefault(
            "validate",
            ma.validate.Range(min=0, max=LARGEST, error="Số này phải từ 0 trở lên và đúng cỡ."),
        )
        super().__init__(error_messages=words(NOT_A_NUMBER), **options)
        self.told = {
            "type": list(self.kinds),
            "pattern": self.pattern,
            "minimum": within.min,
            "maximum": within.max,
        }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Decimal:
        if isinstance(value, bool):
            raise self.make_error("invalid")
        if isinstance(value, str):
            try:
                return self._kept(read_number(value))
            except NumberInvalid:
                raise self.make_error("invalid") from None
        return self._kept(Decimal(super()._deserialize(value, attr, data, **options)))

    def _kept(self, found: Decimal) -> Decimal:
        if self.most_places is None or not found.is_finite() or abs(found) > LARGEST:
            return found  # the range refuses it
        short = round(found, self.most_places)
        if abs(short - found) > NOISE:
            raise ma.ValidationError(TOO_FINE.format(places=self.most_places))
        return short


class Whole(Number):
    """A whole number; a part is refused, not cut off."""

    kinds = ("integer", "string")
    pattern = rf"^({GROUPED}|\d{{1,13}})$"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages = {**self.error_messages, **words(NOT_WHOLE)}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        found = super()._deserialize(value, attr, data, **options)
        if found != int(found):
            raise self.make_error("invalid")
        return int(found)


class Truth(ma.fields.Boolean):
    """true or false of JSON alone: "yes", "on" and 1 are refused, not guessed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(error_messages=words(NOT_A_TRUTH), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Day(ma.fields.Date):
    """A Vietnamese calendar day: 2026-11-22, or 22/11/2026 as people type it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(error_messages=words(NOT_A_DAY), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> date:
        parts = str(value).strip().split("/")
        if len(parts) == 3:
            value = "-".join(part.zfill(2) for part in reversed(parts))
        found = super()._deserialize(value, attr, data, **options)
        if found.year not in YEARS:
            raise self.make_error("invalid", input=value, obj_type="date")
        return found


class Moment(ma.fields.AwareDateTime):
    """An aware moment; without a zone it is Vietnamese time, a mere day means its noon."""

    told: Mapping[str, Any] = {
        "description": "without a zone it is Vietnamese time (+07:00); a mere day means its noon"
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(
            default_timezone=clock.VIETNAM, error_messages=words(NOT_A_MOMENT), **options
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> datetime:
        if isinstance(value, str) and len(value) == len("2026-11-22"):
            value = f"{value}T12:00:00"
        found = super()._deserialize(value, attr, data, **options)
        if found.year not in YEARS:
            raise self.make_error("invalid", input=value, obj_type="datetime")
        return found


class Sent(ma.Schema):
    """Base of what is sent: a field nobody knows is refused, not ignored."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages = {
            **self.error_messages,
            "unknown": "Không có ô này, hoặc ô này không gửi được. Hãy bỏ ô này.",
            "type": "Nội dung phải là một đối tượng JSON.",
        }


class ReasonIn(Sent):
    """Why, in a sentence that others read."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Ghi nhầm, xin làm lại"}

    reason = Text(1000, required=True)


def read_form(schema: type[Sent], form: Mapping[str, str]) -> dict[str, Any]:
    """A page's form by the same schema as the API; InvalidFields names what to mend.

    Fields the schema does not know (the form's token, buttons) are left aside; an empty box is
    null where the field may be null, and not sent otherwise.
    """
    rules = schema()
    told = {
        name: form[name].strip() or None
        for name, field in rules.fields.items()
        if name in form and (form[name].strip() or field.allow_none)
    }
    try:
        loaded: dict[str, Any] = rules.load(told)
    except ma.ValidationError as error:
        raise InvalidFields(fields=_flat(error.messages_dict)) from None
    return loaded


def _flat(messages: Mapping[str, Any]) -> dict[str, list[str]]:
    flat: dict[str, list[str]] = {}
    for name, found in messages.items():
        if isinstance(found, Mapping):
            flat |= {f"{name}.{below}": said for below, said in _flat(found).items()}
        else:
            flat[name] = [str(text) for text in found]
    return flat
