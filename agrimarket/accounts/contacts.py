"""How an account is reached and called, as somebody at the command line types it."""

import re

from agrimarket.kit.errors import Refusal
from agrimarket.kit.phones import ten_digits
from agrimarket.places import tidy

LONGEST_NAME, LONGEST_LOGIN, LONGEST_EMAIL = 120, 120, 254
# One @, no blanks, a dot in the host: whether a letter arrives is known once it was sent.
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


class NameNeeded(Refusal):
    """No name, or one that cannot be shown."""

    code = "name_needed"
    sentence = "Tên không được để trống và không quá 120 chữ. Hãy ghi tên người hoặc phần mềm."


class LoginInvalid(Refusal):
    """Empty, too long, or with blanks inside."""

    code = "login_invalid"
    sentence = "Tên đăng nhập không có dấu cách và không quá 120 chữ. Hãy chọn tên khác."


class EmailInvalid(Refusal):
    """No e-mail address."""

    code = "email_invalid"
    sentence = "Thư điện tử này chưa đúng. Hãy ghi dạng ten@noi-lam-viec.vn."


class PhoneUnusable(Refusal):
    """No Vietnamese mobile number."""

    code = "phone_unusable"
    sentence = "Số này không phải số di động mười số. Hãy ghi lại, ví dụ 0912345678."


def read_name(text: str) -> str:
    """The name, tidied; NameNeeded."""
    name = tidy(text)
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise NameNeeded(fields={"name": [NameNeeded.sentence]})
    return name


def read_login(text: str) -> str:
    """The login in lower case, a phone number as ten digits; LoginInvalid."""
    login = ten_digits(text) or text.strip().lower()
    blank = re.search(r"\s", login) or not login.isprintable()
    if not login or len(login) > LONGEST_LOGIN or blank:
        raise LoginInvalid(fields={"login": [LoginInvalid.sentence]})
    return login


def read_email(text: str | None) -> str | None:
    """The address in lower case, None for nothing; EmailInvalid."""
    email = (text or "").strip().lower()
    if email and (len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email)):
        raise EmailInvalid(fields={"email": [EmailInvalid.sentence]})
    return email or None


def read_phone(text: str | None) -> str | None:
    """Ten digits, None for nothing; PhoneUnusable."""
    if not (text or "").strip():
        return None
    phone = ten_digits(text or "")
    if phone is None:
        raise PhoneUnusable(fields={"phone": [PhoneUnusable.sentence]})
    return phone
