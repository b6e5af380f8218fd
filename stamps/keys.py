"""The key ring: which versions of the stamp key exist, and which one makes new stamps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Final, Literal, Self

from stamps.alphabet import ALPHABET
from stamps.codes import CHUNK, NotOpened, Opened, make_many, open_code, open_many, seal
from stamps.refusals import BadKeyRing, UnknownKeyVersion, WeakKey
from stamps.sealing import Cipher70

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

    `kind` says what its codes stand on: a ring of cards holds card letters alone. `repr` names
    versions only, so that a key never ends in a log.
    """

    keys: Mapping[str, bytes]
    active: str
    kind: Kind = "stamp"
    _ciphers: Mapping[str, Cipher70] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        for version, key in self.keys.items():
            if len(version) != 1 or version not in ALPHABET:
                raise BadKeyRing(reason=f"phiên bản {version!r} không phải một chữ của mã tem")
            if self.kind == "card" and version not in CARD_LETTERS:
                raise BadKeyRing(reason=f"phiên bản {version} không dành cho thẻ")
            refuse_weak(key)
        if self.active not in self.keys:
            raise BadKeyRing(reason="thiếu khóa đang dùng")
        if len(set(self.keys.values())) != len(self.keys):
            raise BadKeyRing(reason="hai phiên bản dùng chung một khóa")
        made = {version: Cipher70(key, version.encode()) for version, key in self.keys.items()}
        object.__setattr__(self, "_ciphers", made)

    def __repr__(self) -> str:
        return f"KeyRing(versions={''.join(self.versions)}, active={self.active})"

    @classmethod
    def new(cls, key: bytes, *, version: str | None = None, kind: Kind = "stamp") -> Self:
        """A ring with one key: 32 random bytes the caller drew. Raises WeakKey, BadKeyRing."""
        letter = version or FIRST_VERSION[kind]
        return cls({letter: key}, letter, kind)

    @classmethod
    def from_dict(cls, data: object, *, kind: Kind = "stamp") -> Self:
        """The inverse of `to_dict`, for a value read from JSON. Raises BadKeyRing, WeakKey."""
        match data:
            case {"active": str(active), "keys": dict(written)} if written:
                keys = {str(version): _unhex(text) for version, text in written.items()}
                return cls(keys, active, kind)
        raise BadKeyRing(reason="thiếu mục active hoặc keys")

    def to_dict(self) -> dict[str, object]:
        """The ring as plain JSON values: `{"active": "1", "keys": {"1": "64 hex letters"}}`."""
        return {
            "active": self.active,
            "keys": {version: key.hex() for version, key in self.keys.items()},
        }

    @property
    def versions(self) -> tuple[str, ...]:
        """Version letters, oldest first."""
        return tuple(self.keys)

    def rotated(self, key: bytes, *, version: str | None = None) -> Self:
        """A ring with one key more, which becomes the active one; stamps of old keys stay valid.

        Without `version` the next free letter after the active one is taken.
        """
        letter = version if version is not None else self._next_version()
        if letter in self.keys:
            raise BadKeyRing(reason=f"đã có phiên bản {letter}")
        return type(self)({**self.keys, letter: key}, letter, self.kind)

    def _next_version(self) -> str:
        letters = _LETTERS[self.kind]
        start = letters.index(self.active) + 1
        for letter in letters[start:] + letters[:start]:
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
        return make_many(self._cipher(letter), letter, serials)

    def open_many(self, texts: Iterable[str]) -> Iterator[Opened | NotOpened]:
        """`open` in bulk, streamed, in order."""
        pending = iter(texts)
        while chunk := list(islice(pending, CHUNK)):
            yield from open_many(self._ciphers, chunk)


def refuse_shared(one: KeyRing, other: KeyRing) -> None:
    """Raise BadKeyRing where two rings share a letter or a key: a code must open in one alone."""
    if set(one.keys) & set(other.keys):
        raise BadKeyRing(reason="thẻ và tem dùng chung một phiên bản")
    if set(one.keys.values()) & set(other.keys.values()):
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


def _unhex(text: object) -> bytes:
    try:
        return bytes.fromhex(str(text))
    except ValueError:
        raise BadKeyRing(reason="khóa không phải chữ số hex") from None
