"""Passkeys (W3C Web Authentication Level 3): the phone's own lock instead of a password."""

import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import webauthn
from sqlalchemy.orm import Session
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from agrimarket.accounts import factors, once
from agrimarket.accounts import store_factors as store
from agrimarket.accounts.hosts import Site
from agrimarket.accounts.models import Account, Passkey
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import Kind, NotFound, Refusal
from agrimarket.kit.keyfile import Keys

LIFE = timedelta(minutes=5)
MOST = 20  # of one person
LONGEST_ANSWER = 20_000
LONGEST_NAME = 80
RP_NAME = "Tem nông sản"
CREDENTIAL_ID = re.compile(r"[A-Za-z0-9_-]{1,1400}")  # at most 1,023 bytes (4), in base64url


class PasskeyRefused(Refusal):
    """Wrong challenge, origin, signature or shape: one answer, which tells nothing."""

    code = "passkey_refused"
    sentence = "Chưa dùng được chìa khóa này. Hãy thử lại, hoặc đăng nhập bằng cách khác."


class PasskeyLate(Refusal):
    """The page stood open for more than five minutes, or was used already."""

    code = "passkey_late"
    sentence = "Lượt này đã quá 5 phút hoặc đã dùng rồi. Hãy thử lại một lần nữa."


class PasskeyCloned(Refusal):
    """The counter of the authenticator went back: there may be a second copy of it."""

    code = "passkey_cloned"
    kind = Kind.FORBIDDEN
    sentence = "Chìa khóa này có thể đã bị sao chép nên bị từ chối. Hãy báo cán bộ phụ trách."


class PasskeyKnown(Refusal):
    """This authenticator is registered already, here or for somebody else."""

    code = "passkey_known"
    kind = Kind.CONFLICT
    sentence = "Chìa khóa này đã được thêm rồi. Hãy chọn thiết bị khác."


class PasskeyUnnamed(Refusal):
    """A list of nameless keys cannot be cleaned up."""

    code = "passkey_unnamed"
    sentence = "Hãy đặt tên cho chìa khóa, ví dụ: điện thoại của tôi."


class TooManyPasskeys(Refusal):
    """More than anybody can look after."""

    code = "too_many_passkeys"
    kind = Kind.CONFLICT
    sentence = "Bạn đã có nhiều chìa khóa rồi. Hãy gỡ bớt chìa khóa không dùng nữa."


@dataclass(frozen=True)
class Challenge:
    """What a browser must sign: base64url, whose it is ("" before sign-in), and until when."""

    text: str
    whose: str
    ends_at: datetime


def new_challenge(whose: str = "") -> Challenge:
    """256 random bits (at least 128 by 13.4.3), good for five minutes and once."""
    text = bytes_to_base64url(secrets.token_bytes(32))
    return Challenge(text, whose, clock.now() + LIFE)


def registration_options(
    account: Account, known: Sequence[Passkey], *, site: Site, challenge: Challenge
) -> str:
    """JSON for navigator.credentials.create: a key that stays put and asks for the phone's lock."""
    options = webauthn.generate_registration_options(
        rp_id=site.name,
        rp_name=RP_NAME,
        user_id=account.id.encode(),
        user_name=account.login,
        user_display_name=account.name,
        challenge=base64url_to_bytes(challenge.text),
        timeout=int(LIFE.total_seconds() * 1000),
        exclude_credentials=_named(known),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return webauthn.options_to_json(options)


def sign_in_options(*, site: Site, challenge: Challenge, known: Sequence[Passkey] = ()) -> str:
    """JSON for navigator.credentials.get: any of the person's keys, or of the `known` alone."""
    options = webauthn.generate_authentication_options(
        rp_id=site.name,
        challenge=base64url_to_bytes(challenge.text),
        timeout=int(LIFE.total_seconds() * 1000),
        allow_credentials=_named(known) or None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def register(
    session: Session, *, viewer: Viewer, site: Site, challenge: Challenge | None, answer: str,
    name: str,
) -> list[str]:  # fmt: skip
    """Keep a new passkey; recovery codes, told once, unless the person has some.

    PasskeyUnnamed, PasskeyLate, PasskeyRefused, PasskeyKnown, TooManyPasskeys, SpentAlready.
    """
    account = factors.held(session, viewer)
    if not name.strip():
        raise PasskeyUnnamed(fields={"name": [PasskeyUnnamed.sentence]})
    if len(store.passkeys_of(session, account.id)) >= MOST:
        raise TooManyPasskeys
    made = _made(_spend(session, challenge, account.id), site=site, answer=answer)
    credential_id = bytes_to_base64url(made.credential_id)
    if store.passkey_by_credential(session, credential_id):
        raise PasskeyKnown
    passkey = Passkey(
        account_id=account.id,
        credential_id=credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name.strip()[:LONGEST_NAME],
    )
    session.add(passkey)
    session.flush()
    audit.record(
        session, viewer, "passkey_added", kind="account", id=account.id,
        after={"passkey": passkey.id},
    )  # fmt: skip
    return factors.first_codes(account)


def _made(expected: bytes, *, site: Site, answer: str) -> VerifiedRegistration:
    """The new credential, once it answers our challenge from our page; PasskeyRefused."""
    try:
        return webauthn.verify_registration_response(
            credential=_read(answer),
            expected_challenge=expected,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, *BROKEN):
        raise PasskeyRefused from None


def prove(session: Session, *, site: Site, challenge: Challenge | None, answer: str) -> Account:
    """Whose passkey signed the challenge; the account is the one it was made for.

    PasskeyLate, PasskeyRefused, PasskeyCloned (to be noted by `note_cloned`), SpentAlready.
    """
    whose = challenge.whose if challenge else ""
    credential = _read(answer)
    passkey = store.passkey_by_credential(session, credential["id"])
    if passkey is None or (whose and passkey.account_id != whose):
        raise PasskeyRefused
    expected = _spend(session, challenge, whose)
    # The counter is compared below: only a counter with a good signature tells of a copy.
    try:
        shown = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=expected,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except (WebAuthnException, *BROKEN):
        raise PasskeyRefused from None
    _check_handle(credential, passkey)
    # 6.1.1: an authenticator without a counter always says 0
    if passkey.sign_count and shown.new_sign_count <= passkey.sign_count:
        raise PasskeyCloned
    passkey.sign_count, passkey.used_at = shown.new_sign_count, clock.now()
    account = session.get(Account, passkey.account_id)
    if account is None or not account.active:
        raise PasskeyRefused
    return account


def note_cloned(session: Session, *, viewer: Viewer, answer: str) -> None:
    """Keep, in a commit of its own, that a copied passkey knocked."""
    passkey = store.passkey_by_credential(session, _read(answer)["id"])
    if passkey is not None:
        audit.record(
            session, viewer, "passkey_cloned", kind="account", id=passkey.account_id,
            after={"passkey": passkey.id},
        )  # fmt: skip


def remove(session: Session, *, viewer: Viewer, keys: Keys, passkey_id: str, proof: str) -> None:
    """Take a passkey off the list; NotFound for another's, OwnerUnproven."""
    account = factors.held(session, viewer)
    found = {row.id: row for row in store.passkeys_of(session, account.id)}.get(passkey_id)
    if found is None:
        raise NotFound
    factors.check_owner(account, keys, proof)
    session.delete(found)
    session.flush()
    factors.drop_spare_codes(session, account)
    audit.record(
        session, viewer, "passkey_removed", kind="account", id=account.id,
        before={"passkey": found.id},
    )  # fmt: skip


BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError)


def _spend(session: Session, challenge: Challenge | None, whose: str) -> bytes:
    """The challenge's bytes; from here on it is used up."""
    if challenge is None or challenge.whose != whose or challenge.ends_at < clock.now():
        raise PasskeyLate
    once.spend(session, purpose=once.CHALLENGE, value=challenge.text, ends_at=challenge.ends_at)
    return base64url_to_bytes(challenge.text)


def _read(answer: str) -> dict[str, Any]:
    """The browser's JSON; PasskeyRefused for anything else."""
    if len(answer) > LONGEST_ANSWER:
        raise PasskeyRefused
    try:
        found: Any = json.loads(answer)
    except (ValueError, RecursionError):
        raise PasskeyRefused from None
    id = found.get("id") if isinstance(found, dict) else None
    if not isinstance(id, str) or not CREDENTIAL_ID.fullmatch(id):
        raise PasskeyRefused
    read: dict[str, Any] = found
    return read


def _check_handle(credential: dict[str, Any], passkey: Passkey) -> None:
    """7.2 step 6: the user handle, where there is one, names the owner of the credential."""
    handle = credential["response"].get("userHandle")
    if handle and base64url_to_bytes(handle) != passkey.account_id.encode():
        raise PasskeyRefused


def _named(known: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(base64url_to_bytes(row.credential_id)) for row in known]
