"""An authenticator made of software, as honest or as crooked as a test wants it."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, encode_cbor

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40  # flags of authenticator data (6.1)
SITE, ORIGIN = "tem.example.vn", "https://tem.example.vn"


@dataclass
class Authenticator:
    """One ES256 key pair; `count` is its counter, which a copy of it would repeat."""

    origin: str = ORIGIN
    site: str = SITE
    verifies: bool = True
    count: int = 0
    counts: bool = True
    handle: str = ""
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def create(self, options: dict[str, Any]) -> str:
        """What navigator.credentials.create would send, as the page's script writes it."""
        self.handle = options["user"]["id"]
        client = self._client("webauthn.create", options["challenge"])
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + self._public()
        data = self._data(ATTESTED) + attested
        made = {"fmt": "none", "attStmt": {}, "authData": data}
        return self._answer(client, attestationObject=bytes_to_base64url(encode_cbor(made)))

    def get(self, options: dict[str, Any]) -> str:
        """What navigator.credentials.get would send."""
        client = self._client("webauthn.get", options["challenge"])
        self.count += self.counts
        data = self._data(0)
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            client,
            authenticatorData=bytes_to_base64url(data),
            signature=bytes_to_base64url(signed),
            userHandle=self.handle,
        )

    def _client(self, kind: str, challenge: str) -> bytes:
        assert len(base64url_to_bytes(challenge)) == 32
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _data(self, flags: int) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return (
            hashlib.sha256(self.site.encode()).digest()
            + bytes([flags])
            + self.count.to_bytes(4, "big")
        )

    def _public(self) -> bytes:
        point = self.key.public_key().public_numbers()
        x, y = (part.to_bytes(32, "big") for part in (point.x, point.y))
        return encode_cbor({1: 2, 3: -7, -1: 1, -2: x, -3: y})  # COSE_Key, RFC 9053 7.1.1

    def _answer(self, client: bytes, **response: str) -> str:
        text = bytes_to_base64url(self.id)
        return json.dumps({
            "id": text,
            "rawId": text,
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {"clientDataJSON": bytes_to_base64url(client), **response},
        })  # fmt: skip
