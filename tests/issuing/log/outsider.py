"""Whoever checks the log from outside: has what is public, and stamps from a shop's shelf."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import Flask

from agrimarket.issuing.log import jobs
from agrimarket.issuing.ring import the_ring
from agrimarket.kit import clock, signing
from stamps.log_chain import Fault, Walk
from stamps.log_stamps import stamp_faults
from stamps.log_verifier import verify

Json = dict[str, Any]


class Outsider:
    """Downloads over HTTP without signing in; keeps the key and what was downloaded before."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.key = raw(self.client.get("/so-cap-tem/key.pem").data)
        self.earlier: list[Json] = []

    def lines(self, query: str = "") -> list[Json]:
        """The log as it is now."""
        answer = self.client.get(f"/so-cap-tem.jsonl{query}")
        assert answer.status_code == 200
        return [json.loads(line) for line in answer.text.splitlines()]

    def heads(self) -> list[Json]:
        """The signed heads as they are now."""
        found: list[Json] = self.client.get("/so-cap-tem/heads.json").get_json()["heads"]
        return found

    def check(self) -> tuple[Walk, list[Fault]]:
        """The verifier's word."""
        return verify(self.lines(), pinned=[self.key], heads=self.heads(), earlier=self.earlier)

    def check_stamps(self, serials: list[int], walk: Walk) -> list[Fault]:
        """The verifier's word of stamps in hand; the codes are read off packs."""
        codes = [the_ring().seal(serial) for serial in serials]
        return list(stamp_faults(codes, walk, self.ask))

    def ask(self, code: str) -> Mapping[str, Any]:
        """What the service says of a code."""
        found: Json = self.client.get(f"/{code}?format=json").get_json()
        return found


def raw(pem: bytes) -> bytes:
    """The 32 bytes of a public key file."""
    key = serialization.load_pem_public_key(pem)
    assert isinstance(key, Ed25519PublicKey)
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def our_key() -> bytes:
    """The key of this service, without a request."""
    return raw(signing.public_key_pem())


def next_day(days: int = 1) -> Any:
    """Until the block ends it is noon, that many days from today, in Viet Nam."""
    noon = clock.start_of_day(clock.today()) + timedelta(days=days, hours=12)
    return clock.frozen_at(noon)


def close(days: int = 1) -> list[str]:
    """The job of the night, that many days from today."""
    with next_day(days):
        return jobs.sign_days()
