"""A producer's bank account: checked in form, kept sealed, told in clear to nobody but who asks."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from agrimarket.places import tidy

LONGEST_NAME = 80
ACCOUNT_NEEDED = "Chưa có số tài khoản. Hãy ghi số tài khoản, từ 6 đến 24 chữ số hoặc chữ cái."
BANK_NEEDED = "Chưa rõ ngân hàng. Hãy ghi tên hoặc mã ngân hàng, ví dụ: Agribank."
NAME_WRONG = "Hãy ghi bằng chữ, dưới 80 chữ, không có ký tự lạ."
CODE_WRONG = "Mã ngân hàng chỉ gồm chữ và số không dấu, dưới 12 chữ, ví dụ: VBAA hoặc 970405."
_ACCOUNT = re.compile(r"[0-9A-Z]{6,24}")
_CODE = re.compile(r"[0-9A-Z]{2,12}")
_SPACING = re.compile(r"[\s.\-\u00a0]+")


@dataclass(frozen=True, slots=True)
class Bank:
    """An account: the bank by its code (NAPAS BIN or short name) or its name, and its holder."""

    account_number: str = field(repr=False)
    bank_code: str | None = None
    name: str | None = None
    holder: str | None = field(default=None, repr=False)

    @property
    def bank(self) -> str:
        """The bank as people call it."""
        return self.name or self.bank_code or ""

    def as_json(self) -> str:
        """As it is sealed."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Bank":
        """As it was sealed."""
        return cls(**json.loads(text))


def read_bank(
    typed: "Mapping[str, Any] | Bank | None", faults: dict[str, list[str]]
) -> Bank | None:
    """The account, or None where nothing at all was typed; what is wrong goes to `faults`."""
    if typed is None or isinstance(typed, Bank):
        return typed
    values = {name: tidy(str(value)) for name, value in typed.items() if value}
    if not any(values.values()):
        return None
    number = _SPACING.sub("", values.get("account_number", "")).upper()
    code = _SPACING.sub("", values.get("bank_code", "")).upper() or None
    if not _ACCOUNT.fullmatch(number):
        faults["bank.account_number"] = [ACCOUNT_NEEDED]
    if code is None and not values.get("name"):
        faults["bank.name"] = [BANK_NEEDED]
    if code is not None and not _CODE.fullmatch(code):
        faults["bank.bank_code"] = [CODE_WRONG]
    for name in ("name", "holder"):
        if not _is_text(values.get(name, "")):
            faults[f"bank.{name}"] = [NAME_WRONG]
    return Bank(number, code, values.get("name") or None, values.get("holder") or None)


def _is_text(text: str) -> bool:
    plain = all(unicodedata.category(letter) not in {"Cc", "Cs"} for letter in text)
    return plain and len(text) <= LONGEST_NAME
