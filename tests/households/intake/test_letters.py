"""In which letters a text file was written: recognised by evidence, or refused in words."""

import contextlib

import pytest

from agrimarket.households.intake import refusals
from agrimarket.households.intake.letters import read_letters
from agrimarket.households.intake.old_letters import to_tcvn3, to_vni
from agrimarket.places import former_communes
from tests.households.intake.letters_1258 import to_1258

PLACES = former_communes()
TEXT = "Họ và tên;Xã;Huyện\n" + "".join(
    f"Nguyễn Thị Hường;{one.name};{one.district}\n" for one in PLACES
)
WAYS = {
    "UTF-8": str.encode,
    "UTF-8, marked": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, big end": lambda text: text.encode("utf-16-be"),
    "windows-1258": to_1258,
    "VNI": to_vni,
}


@pytest.mark.parametrize("way", WAYS)
def test_every_former_commune_comes_through(way: str) -> None:
    assert read_letters(WAYS[way](TEXT)).removeprefix("\ufeff") == TEXT


def test_tcvn3_has_no_marked_capitals_yet_words_in_capitals_come_back() -> None:
    read = read_letters(to_tcvn3(TEXT + "LÊ THỊ THẮNG;XÃ ĐỊNH HƯNG;YÊN ĐỊNH\n" * 3))
    assert read.splitlines()[1].lower() == TEXT.splitlines()[1].lower()
    assert "LÊ THỊ THẮNG;Xã ĐỊNH HƯNG;YÊN ĐỊNH" in read


@pytest.mark.parametrize("count", range(3, len(PLACES), 40))
@pytest.mark.parametrize("way", ["windows-1258", "VNI"])
def test_short_lists_are_read_rightly_or_refused(way: str, count: int) -> None:
    """Never broken words: a handful of names may leave two readings open."""
    text = "\n".join(one.name for one in PLACES[count - 3 : count])
    if text.isascii():
        return
    with contextlib.suppress(refusals.ListLettersUnknown):
        assert read_letters(WAYS[way](text)) == text


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        ("Nguyễn Thị Hường;Xã Nga An".encode().decode("cp1252", "replace").encode(),
         refusals.ListLettersBroken),
        ("Họ tên".encode("utf-16") + b"\x00", refusals.ListLettersUnknown),
        (b"Ho ten;Xa\n" + bytes(range(128, 256)), refusals.ListLettersUnknown),
        (bytes(range(256)) * 8, refusals.FileNotXlsx),
    ],
)  # fmt: skip
def test_refusals(source: bytes, refusal: type[refusals.ListRefused]) -> None:
    with pytest.raises(refusal):
        read_letters(source)
