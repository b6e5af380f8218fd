"""Six digits sent to a phone: kept as a keyed hash, for ten minutes, five tries, one use."""

import hmac
import secrets
from datetime import timedelta

from sqlalchemy.orm import Session

from agrimarket.accounts import links_store
from agrimarket.accounts.models import Account, OneTimeCode
from agrimarket.kit import clock, outbox
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.ids import new_id
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.sealed import blind_index

SIGN_IN = "sign_in"
LASTS = timedelta(minutes=10)
MOST_TRIES = 5
TEXT = (
    "{code} là mã đăng nhập Tem nông sản, dùng được 10 phút. Không đọc mã này cho ai, kể cả cán bộ."
)


class PhoneInvalid(Refusal):
    """No mobile number."""

    code = "phone_to_sign_in_invalid"
    sentence = "Số này không phải số di động. Hãy gõ đủ mười số, ví dụ 0912 345 678."


class CodeWrong(Refusal):
    """Wrong, too old, used, or sent to nobody: one answer."""

    code = "code_wrong"
    sentence = "Mã chưa đúng hoặc đã hết hạn. Hãy gõ lại mã trong tin nhắn mới nhất."


class CodeSpent(Refusal):
    """Five wrong tries: the right digits open nothing any more."""

    code = "code_spent"
    kind = Kind.TOO_MANY
    sentence = "Đã gõ sai năm lần nên mã này không dùng được nữa. Hãy xin mã mới."


def send(session: Session, keys: Keys, *, phone: str) -> None:
    """Send a new code to the phone's accounts, which ends the older one.

    For a phone of nobody the same is done with a message that is never handed over: neither
    answer nor time tells who has an account.
    """
    now, to_index = clock.now(), _to_index(keys, phone)
    links_store.end_codes(session, SIGN_IN, to_index, now)
    code, row_id = f"{secrets.randbelow(10**6):06d}", new_id()
    session.add(
        OneTimeCode(
            id=row_id,
            purpose=SIGN_IN,
            to_index=to_index,
            code_hash=_code_hash(keys, row_id, code),
            ends_at=now + LASTS,
        )
    )
    known = links_store.accounts_with_phone(session, phone)
    until = now + LASTS if known else now - LASTS
    outbox.send(session, to=phone, text=TEXT.format(code=code), kind="sign_in_code", until=until)


def try_code(session: Session, keys: Keys, *, phone: str, code: str) -> list[Account] | Refusal:
    """The accounts the phone belongs to once the code is right; CodeWrong, CodeSpent.

    A refusal is returned and not raised: the try that it counted has to be committed.
    """
    row = links_store.newest_code(session, SIGN_IN, _to_index(keys, phone), clock.now())
    if row is None:
        return CodeWrong()
    if row.tries >= MOST_TRIES:
        return CodeSpent()
    row.tries += 1
    right = hmac.compare_digest(row.code_hash, _code_hash(keys, row.id, code))
    if not right:
        return CodeSpent() if row.tries >= MOST_TRIES else CodeWrong()
    row.used_at = clock.now()
    return links_store.accounts_with_phone(session, phone) or CodeWrong()


def digits(text: str) -> str:
    """A code as people type or paste it, "123 456" too, without what is no digit."""
    return "".join(letter for letter in text[:40] if letter in "0123456789")


def _to_index(keys: Keys, phone: str) -> str:
    return blind_index(keys, phone, purpose="one_time_code.to")


def _code_hash(keys: Keys, row_id: str, code: str) -> str:
    """Bound to its row: a hash of another row says nothing here."""
    return blind_index(keys, f"{row_id} {code}", purpose="one_time_code.code")
