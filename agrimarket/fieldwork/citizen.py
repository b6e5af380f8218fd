"""Citizen numbers typed offline: sealed on the phone for this service alone, opened here once."""

import base64
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.orm import Session

from agrimarket.fieldwork import store_keys as store
from agrimarket.fieldwork.models import FieldKey
from agrimarket.fieldwork.refusals import CitizenSealBroken
from agrimarket.kit.ids import new_id
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.sealed import SealBroken, seal_bytes, unseal_bytes

CURVE = ec.SECP256R1()
INFO = b"agrimarket citizen"
COORDINATE, KEY = 32, 32  # bytes
FIELD = "citizen_sealed"


def newest(session: Session, keys: Keys) -> FieldKey:
    """The key pair that phones seal for, made at first use."""
    return store.newest_key(session) or _made(session, keys)


def renew(session: Session, keys: Keys) -> FieldKey:
    """A new key pair, handed out from now on; what phones sealed for the older ones still opens."""
    return _made(session, keys)


def count(session: Session) -> int:
    """How many key pairs there are; all of them open."""
    return store.count_keys(session)


def public_half(row: FieldKey) -> dict[str, Any]:
    """What phones get: the key's id and its public half (RFC 7517, 7518 6.2.1)."""
    return {"kid": row.id, "jwk": row.public_jwk}


def open_number(session: Session, keys: Keys, sealed: Any, *, object_id: str) -> str:
    """What was typed: ECDH on P-256, HKDF-SHA-256 (RFC 5869), AES-256-GCM bound to the record.

    CitizenSealBroken, whatever is wrong: whoever probes learns nothing more.
    """
    try:
        row = store.key(session, str(sealed["kid"]))
        if row is None:
            raise CitizenSealBroken
        secret = _private(keys, row).exchange(ec.ECDH(), _public(sealed["epk"]))
        key = HKDF(hashes.SHA256(), KEY, salt=None, info=INFO).derive(secret)
        iv, ct = _bytes(sealed["iv"]), _bytes(sealed["ct"])
        return AESGCM(key).decrypt(iv, ct, object_id.encode()).decode()
    except (InvalidTag, SealBroken, KeyError, TypeError, ValueError):
        raise CitizenSealBroken(fields={"citizen_id": [CitizenSealBroken.sentence]}) from None


def sealed_for(jwk: Mapping[str, Any], kid: str, number: str, object_id: str) -> dict[str, Any]:
    """The phone's side of it, for programs in Python that send operations."""
    own = ec.generate_private_key(CURVE)
    key = HKDF(hashes.SHA256(), KEY, salt=None, info=INFO).derive(
        own.exchange(ec.ECDH(), _public(jwk))
    )
    iv = new_id().encode()[-12:]
    ct = AESGCM(key).encrypt(iv, number.encode(), object_id.encode())
    return {"kid": kid, "epk": _jwk(own.public_key()), "iv": _text(iv), "ct": _text(ct)}


def place_of(kid: str) -> str:
    """Table, column and row."""
    return f"field_key.private_sealed.{kid}"


def _made(session: Session, keys: Keys) -> FieldKey:
    private, kid = ec.generate_private_key(CURVE), new_id()
    plain = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    row = FieldKey(
        id=kid, public_jwk=_jwk(private.public_key()),
        private_sealed=seal_bytes(keys, plain, place=place_of(kid)),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def _private(keys: Keys, row: FieldKey) -> ec.EllipticCurvePrivateKey:
    plain = unseal_bytes(keys, row.private_sealed, place=place_of(row.id))
    found = serialization.load_der_private_key(plain, None)
    assert isinstance(found, ec.EllipticCurvePrivateKey), "made by _made"
    return found


def _public(jwk: Mapping[str, Any]) -> ec.EllipticCurvePublicKey:
    """A point that is not on the curve is refused by the library (ValueError)."""
    x, y = (int.from_bytes(_url_bytes(jwk[name]), "big") for name in ("x", "y"))
    return ec.EllipticCurvePublicNumbers(x, y, CURVE).public_key()


def _jwk(public: ec.EllipticCurvePublicKey) -> dict[str, Any]:
    numbers = public.public_numbers()
    return {"kty": "EC", "crv": "P-256", "x": _coordinate(numbers.x), "y": _coordinate(numbers.y)}


def _coordinate(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes(COORDINATE, "big")).decode().rstrip("=")


def _url_bytes(text: Any) -> bytes:
    return base64.urlsafe_b64decode(str(text) + "=" * (-len(str(text)) % 4))


def _bytes(text: Any) -> bytes:
    return base64.b64decode(str(text), validate=True)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
