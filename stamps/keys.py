"""The key ring: which versions of the stamp key exist, and which one makes new stamps."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final, Literal, Self

from stamps.alphabet import ALPHABET
from stamps.codes import NotOpened, Opened, open_code, seal
from stamps.later import later
from stamps.pins import pin, pins_many, same_pin
from stamps.refusals import BadKeyRing, NoPinKey, UnknownKeyVersion, WeakKey
from stamps.sealing import Cipher70

if TYPE_CHECKING:
    from stamps import bulk
else:
    bulk = later("stamps.bulk")

KEY_BYTES: Final = 32
_FEWEST_DIFFERENT_BYTES: Final = 12  # 32 random bytes have fewer once in some 10¹⁷ draws
Kind = Literal["stamp", "card"]
# A card begins with one of the last eight letters, and stamps come to those last of all: the letter
# alone tells what a code is for. `refuse_shared` is the guard for two rings of one service.
CARD_LETTERS: Final = ALPHABET[-8:]
_LETTERS: Final[Mapping[Kind, str]] = {"stamp": ALPHABET, "card": CARD_LETTERS}
FIRST_VERSION: Final[Mapping[Kind, str]] = {"stamp": "1", "card": "S"}


@dataclass(frozen=True, repr=False)
class KeyRing:
    """Keys by version letter and the active one; a value, never changed in place.

    `kind` says what its codes stand on: a ring of cards holds card letters alone. `pin_keys` are
    the keys of hidden PINs by the same letters: keys of their own, so that who learns to make
    codes does not yet know a PIN. A version without one has no PINs. `repr` names versions only,
    so that a key never ends in a log.
    """

    keys: Mapping[str, bytes]
    active: str
    kind: Kind = "stamp"
    pin_keys: Mapping[str, bytes] = field(default_factory=dict)
    _ciphers: Mapping[str, Cipher70] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        for version in self.keys:
            if len(version) != 1 or version not in ALPHABET:
                raise BadKeyRing(reason=f"phiên bản {version!r} không phải một chữ của mã tem")
            if self.kind == "card" and version not in CARD_LETTERS:
                raise BadKeyRing(reason=f"phiên bản {version} không dành cho thẻ")
        every = [*self.keys.values(), *self.pin_keys.values()]
        for key in every:
            refuse_weak(key)
        if self.active not in self.keys:
            raise BadKeyRing(reason="thiếu khóa đang dùng")
        if not set(self.pin_keys) <= set(self.keys):
            raise BadKeyRing(reason="khóa số bí mật của một phiên bản không có")
        if len(set(every)) != len(every):
            raise BadKeyRing(reason="hai phiên bản dùng chung một khóa")
        made = {version: Cipher70(key, version.encode()) for version, key in self.keys.items()}
        object.__setattr__(self, "_ciphers", made)

    def __repr__(self) -> str:
        return f"KeyRing(versions={''.join(self.versions)}, active={self.active})"

    @classmethod
    def new(
        cls,
        key: bytes,
        *,
        version: str | None = None,
        kind: Kind = "stamp",
        pin_key: bytes | None = None,
    ) -> Self:
        """A ring with one key: 32 random bytes the caller drew, and 32 others where its stamps
        may have hidden PINs. Raises WeakKey, BadKeyRing."""
        letter = version or FIRST_VERSION[kind]
        return cls({letter: key}, letter, kind, {letter: pin_key} if pin_key is not None else {})

    @classmethod
    def from_dict(cls, data: object, *, kind: Kind = "stamp") -> Self:
        """The inverse of `to_dict`, for a value read from JSON. Raises BadKeyRing, WeakKey."""
        match data:
            case {"active": str(active), "keys": dict(written), **rest} if written:
                pins = rest.get("pins", {})
                if isinstance(pins, dict):
                    return cls(_unhexed(written), active, kind, _unhexed(pins))
        raise BadKeyRing(reason="thiếu mục active hoặc keys")

    def to_dict(self) -> dict[str, object]:
        """The ring as plain JSON values: `{"active": "1", "keys": {"1": "64 hex letters"}}`,
        and `"pins"` of the same shape where there are PIN keys."""
        kept: dict[str, object] = {"active": self.active, "keys": _hexed(self.keys)}
        return kept | ({"pins": _hexed(self.pin_keys)} if self.pin_keys else {})

    @property
    def versions(self) -> tuple[str, ...]:
        """Version letters, oldest first."""
        return tuple(self.keys)

    def rotated(
        self, key: bytes, *, version: str | None = None, pin_key: bytes | None = None
    ) -> Self:
        """A ring with one key more, which becomes the active one; stamps of old keys stay valid.

        Without `version` the next free letter after the active one is taken; with `pin_key` the
        stamps of the new version may have PINs. Raises WeakKey, BadKeyRing.
        """
        letter = version if version is not None else self._next_version()
        if letter in self.keys:
            raise BadKeyRing(reason=f"đã có phiên bản {letter}")
        pins = {**self.pin_keys, letter: pin_key} if pin_key is not None else self.pin_keys
        return type(self)({**self.keys, letter: key}, letter, self.kind, pins)

    def with_pins(self, draw: Callable[[], bytes]) -> Self:
        """The ring with a PIN key for each version that has none; `draw` gives 32 random bytes."""
        missing = {letter: draw() for letter in self.keys if letter not in self.pin_keys}
        return type(self)(self.keys, self.active, self.kind, {**self.pin_keys, **missing})

    def _next_version(self) -> str:
        letters = _LETTERS[self.kind]
        start = letters.index(self.active) + 1
        turned = letters[start:] + letters[:start]
        for letter in sorted(turned, key=CARD_LETTERS.__contains__):
            if letter not in self.keys:
                return letter
        raise BadKeyRing(reason=f"đã dùng hết {len(letters)} phiên bản")

    def _cipher(self, version: str) -> Cipher70:
        try:
            return self._ciphers[version]
        except KeyError:
            raise UnknownKeyVersion(version=version) from None

    def seal(self, serial: int, *, version: str | None = None) -> str:
        """The 16 letters for a serial, under `version` or else the active key.

        Raises SerialOutOfRange, UnknownKeyVersion.
        """
        letter = version or self.active
        return seal(self._cipher(letter), letter, serial)

    def open(self, text: str) -> Opened | NotOpened:
        """Read a code as typed or scanned; never raises for bad input, says why instead."""
        return open_code(self._ciphers, text)

    def make_many(self, serials: range, *, version: str | None = None) -> Iterator[str]:
        """Codes of a range of serials in bulk, streamed; `version` as in `seal`."""
        letter = version or self.active
        return bulk.make_many(self._cipher(letter), letter, serials)

    def open_many(self, texts: Iterable[str]) -> Iterator[Opened | NotOpened]:
        """`open` in bulk, streamed, in order."""
        pending = iter(texts)
        while chunk := list(islice(pending, bulk.CHUNK)):
            yield from bulk.open_many(self._ciphers, chunk)

    def _pin_key(self, version: str | None) -> tuple[bytes, str]:
        letter = version or self.active
        if letter not in self.keys:
            raise UnknownKeyVersion(version=letter)
        try:
            return self.pin_keys[letter], letter
        except KeyError:
            raise NoPinKey(version=letter) from None

    def pin(self, serial: int, version: str | None = None) -> str:
        """The hidden PIN of a stamp, six digits as text (`"004217"`), derived, never stored.

        `version` is the letter its code was made under (`Opened.version`, or the order's), else
        the active one. Print it under a scratch layer; never log it, never put it in an address.
        Raises NoPinKey, UnknownKeyVersion, SerialOutOfRange.
        """
        key, letter = self._pin_key(version)
        return pin(key, letter, serial)

    def pins_many(self, serials: range, version: str | None = None) -> Iterator[str]:
        """`pin` of a range of serials in order, streamed; beside `make_many` of the same range."""
        key, letter = self._pin_key(version)
        return pins_many(key, letter, serials)

    def pin_matches(self, serial: int, typed: str, version: str | None = None) -> bool:
        """Whether a person typed the PIN of this stamp; blanks and hyphens do not matter.

        Compares in constant time. Six digits can be tried out: the caller counts tries a stamp
        and locks it after five. Raises as `pin`.
        """
        return same_pin(self.pin(serial, version), typed)


def refuse_shared(one: KeyRing, other: KeyRing) -> None:
    """Raise BadKeyRing where two rings share a letter or a key: a code must open in one alone."""
    if set(one.keys) & set(other.keys):
        raise BadKeyRing(reason="thẻ và tem dùng chung một phiên bản")
    if {*one.keys.values(), *one.pin_keys.values()} & {
        *other.keys.values(),
        *other.pin_keys.values(),
    }:
        raise BadKeyRing(reason="thẻ và tem dùng chung một khóa")


def refuse_weak(key: bytes) -> None:
    """Raise WeakKey unless `key` has 32 bytes that could have been drawn at random."""
    steps = {(b - a) % 256 for a, b in pairwise(key)}
    quarters = {key[:8], key[8:16], key[16:24], key[24:]}
    if (
        len(key) != KEY_BYTES
        or len(set(key)) < _FEWEST_DIFFERENT_BYTES
        or len(steps) < _FEWEST_DIFFERENT_BYTES
        or len(quarters) < 4
    ):
        raise WeakKey()


def _hexed(keys: Mapping[str, bytes]) -> dict[str, str]:
    return {version: key.hex() for version, key in keys.items()}


def _unhexed(written: Mapping[object, object]) -> dict[str, bytes]:
    return {str(version): _unhex(text) for version, text in written.items()}


def _unhex(text: object) -> bytes:
    try:
        return bytes.fromhex(str(text))
    except ValueError:
        raise BadKeyRing(reason="khóa không phải chữ số hex") from None
