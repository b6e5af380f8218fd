"""The two halves of a passkey's use in a browser: a challenge goes out, an answer comes back."""

from datetime import datetime

from flask import session as cookie

from agrimarket.accounts import passkeys
from agrimarket.accounts.passkeys import Challenge
from agrimarket.kit.access import current_viewer
from agrimarket.kit.db import one_commit
from agrimarket.kit.errors import Refusal

KEPT = "challenge"


def ask(whose: str = "") -> Challenge:
    """A new challenge, kept in the signed cookie; an older one counts no more here."""
    challenge = passkeys.new_challenge(whose)
    cookie[KEPT] = [challenge.text, challenge.whose, challenge.ends_at.isoformat()]
    return challenge


def asked() -> Challenge | None:
    """The challenge that is waiting, taken out of the cookie."""
    kept = cookie.pop(KEPT, None)
    return Challenge(kept[0], kept[1], datetime.fromisoformat(kept[2])) if kept else None


def note_if_cloned(refusal: Refusal, answer: str) -> None:
    """A copied passkey is noted for good, although its answer was refused."""
    if isinstance(refusal, passkeys.PasskeyCloned):
        with one_commit() as session:
            passkeys.note_cloned(session, viewer=current_viewer(), answer=answer)
