"""What a new password may be: long, and not the first that a stranger would try."""

from collections.abc import Iterable
from functools import cache
from importlib import resources

from agrimarket.accounts.models import Account
from agrimarket.accounts.passwords import LEAST, MOST
from agrimarket.kit.errors import Refusal
from agrimarket.places.spelling import fold

LEAST_LETTERS = 5  # different ones
LEAST_PIECE = 4  # a shorter name stands inside too many honest sentences
KEYS_IN_ORDER = ("01234567890123456789", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz")
AROUND = "0123456789 .,;:!?@#$%^&*()_-+=/\\|'\"`~<>[]{}"


class PasswordTooShort(Refusal):
    """Under ten letters."""

    code = "password_too_short"
    sentence = "Mật khẩu cần ít nhất 10 ký tự. Hãy ghép vài từ dễ nhớ, ví dụ tên bốn loại cây."


class PasswordTooLong(Refusal):
    """Over what the hash is given."""

    code = "password_too_long"
    sentence = "Mật khẩu dài quá 200 ký tự. Hãy chọn câu ngắn hơn."


class PasswordTooPlain(Refusal):
    """One of those that are tried first."""

    code = "password_too_plain"
    sentence = "Mật khẩu này nhiều người dùng nên dễ đoán. Hãy ghép bốn từ không liên quan nhau."


class PasswordNamesYou(Refusal):
    """Holds what everybody knows of its owner."""

    code = "password_names_you"
    sentence = "Mật khẩu không nên chứa tên, số điện thoại hay tên đăng nhập. Hãy chọn câu khác."


def check_new(password: str, about: Iterable[str | None], *, field: str = "new") -> None:
    """PasswordTooShort, PasswordTooLong, PasswordTooPlain, PasswordNamesYou (NIST SP 800-63B 5.1).

    `about` is what is known of the owner: name, login, phone, e-mail. The refusal stands at
    `field`.
    """
    refusal = _fault(password, about)
    if refusal is not None:
        raise refusal(fields={field: [refusal.sentence]})


def known_of(account: Account) -> list[str | None]:
    """What a password of this account may not hold."""
    local = (account.email or "").partition("@")[0]
    return [account.name, account.login, account.phone, account.email, local]


def _fault(password: str, about: Iterable[str | None]) -> type[Refusal] | None:
    if len(password) < LEAST or not password.strip():
        return PasswordTooShort
    if len(password) > MOST:
        return PasswordTooLong
    bare = _bare(password)
    if _is_plain(bare):
        return PasswordTooPlain
    pieces = [_bare(text) for text in about if text]
    if any(len(piece) >= LEAST_PIECE and piece in bare for piece in pieces):
        return PasswordNamesYou
    return None


def _bare(text: str) -> str:
    return fold(text).replace(" ", "")


@cache
def _common() -> frozenset[str]:
    """Words that passwords here are built on: folded, without spaces; signs around do not save."""
    path = resources.files("agrimarket.accounts").joinpath("data/common_passwords.txt")
    return frozenset(path.read_text(encoding="utf-8").split())


def _is_plain(bare: str) -> bool:
    if len(set(bare)) < LEAST_LETTERS or {bare, bare.strip(AROUND)} & _common():
        return True
    rows = (*KEYS_IN_ORDER, *(row[::-1] for row in KEYS_IN_ORDER))
    return any(bare in row for row in rows)
