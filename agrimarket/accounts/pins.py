"""Six digits that open a phone in the field: the ones a thief tries first are refused."""

from base64 import b64decode, b64encode
from datetime import date
from itertools import pairwise

from agrimarket.accounts import passwords
from agrimarket.kit.errors import Refusal
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.sealed import SealBroken, seal, unseal

DIGITS = 6
YEARS = range(1930, 2040)
# Favourites of lists of leaked PINs and of Vietnamese lucky numbers, beyond the rules below.
COMMON = frozenset({
    "112233", "332211", "123321", "321123", "123654", "147258", "258147", "159753", "159357",
    "147852", "789456", "456789", "123789", "102030", "101010", "168168", "666888", "888666",
    "686868", "868686", "797979", "393939", "393979", "520520", "131420", "696969",
})  # fmt: skip


class PinShape(Refusal):
    """Not six digits."""

    code = "pin_shape"
    sentence = "Mã PIN cần đúng 6 chữ số. Hãy chọn 6 chữ số rồi gõ lại."


class PinWeak(Refusal):
    """A PIN that is tried first: a row, a repetition, a birthday."""

    code = "pin_weak"
    sentence = "Mã PIN này dễ đoán. Hãy tránh dãy liền nhau, số lặp lại, ngày sinh và năm sinh."


class PinUnequal(Refusal):
    """Typed twice, once wrong."""

    code = "pin_unequal"
    sentence = "Hai lần gõ mã PIN chưa giống nhau. Hãy gõ lại cả hai ô."


def check(pin: str, again: str) -> None:
    """PinShape, PinWeak, PinUnequal; `fields` names pin or again."""
    if len(pin) != DIGITS or not (pin.isascii() and pin.isdigit()):
        raise PinShape(fields={"pin": [PinShape.sentence]})
    if is_weak(pin):
        raise PinWeak(fields={"pin": [PinWeak.sentence]})
    if pin != again:
        raise PinUnequal(fields={"again": [PinUnequal.sentence]})


def kept(keys: Keys, device_id: str, pin: str) -> str:
    """The Argon2id hash, sealed: a million PINs are hashed in hours, so it may not lie open."""
    return wrapped(keys, device_id, passwords.hashed(pin))


def wrapped(keys: Keys, device_id: str, hashed: str) -> str:
    """`version.base64`, so that a rotation finds what an older key sealed."""
    sealed = seal(keys, hashed, place=_place(device_id))
    return f"{sealed[0]}.{b64encode(sealed).decode()}"


def unwrapped(keys: Keys, device_id: str, kept_as: str) -> str:
    """The Argon2id hash again; SealBroken."""
    try:
        sealed = b64decode(kept_as.partition(".")[2], validate=True)
    except ValueError:
        raise SealBroken(_place(device_id)) from None
    return unseal(keys, sealed, place=_place(device_id))


def matches(keys: Keys, device_id: str, kept_as: str, pin: str) -> bool:
    """True when it is this device's PIN; SealBroken for a hash copied from another device."""
    return passwords.matches(unwrapped(keys, device_id, kept_as), pin)


def is_weak(pin: str) -> bool:
    """True for six digits that a stranger would try within the first ten thousand."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    repeated = pin in (pin[:1] * 6, pin[:2] * 3, pin[:3] * 2)
    return len(steps) == 1 or repeated or pin in COMMON or _is_birthday(pin)


def _is_birthday(pin: str) -> bool:
    """ddmmyy, or a year at either end."""
    if int(pin[:4]) in YEARS or int(pin[2:]) in YEARS:
        return True
    try:
        date(2000, int(pin[2:4]), int(pin[:2]))  # a leap year: 29 February is somebody's birthday
    except ValueError:
        return False
    return True


def _place(device_id: str) -> str:
    return f"field_device.pin_hash.{device_id}"
