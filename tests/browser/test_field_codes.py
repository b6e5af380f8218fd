"""Codes of stamps in JavaScript and in Python are read alike, right, wrong and oddly typed."""

import os
import random

import pytest
from playwright.sync_api import Browser

from stamps.alphabet import ALPHABET, check_letter, is_checked, normalise, spell
from tests.browser.village import Village

pytestmark = pytest.mark.browser
CASES = 20_000 if os.environ.get("AGRIMARKET_FIELD") == "all" else 2_000
CODES = "/static/fieldwork/engine/stamp_codes.js"


def test_the_phone_reads_codes_as_the_service_does(
    chromium: Browser, field_village: Village
) -> None:
    """The app's own module against stamps/alphabet.py: right, wrong and oddly typed codes."""
    draw = random.Random(62)
    codes = [typed(draw) for _ in range(CASES)]
    page = chromium.new_page()
    page.goto(f"{field_village.address}/thuc-dia/")
    run = f"async (given) => {{ const codes = await import('{CODES}'); return given.map(%s); }}"
    plain = page.evaluate(run % "(one) => codes.normalise(one)", codes)
    right = page.evaluate(run % "(one) => codes.isChecked(codes.normalise(one))", codes)
    assert plain == [normalise(one) for one in codes]
    assert right == [is_checked(normalise(one)) for one in codes]
    assert 0.3 * CASES < sum(right) < 0.7 * CASES
    body = "1FXY0YKYWGBJSMJ"
    code = body + check_letter(body)
    forms = [f"HTTPS://TEM.VN/{code}", f"HTTPS://TEM.VN/01/08930000000000/21/{code}",
             f"https://tem.vn/{code.lower()}?x=1#y", spell(code), f"https://tem.vn/{code[:-1]}",
             "https://tem.vn/", ""]  # fmt: skip
    assert page.evaluate(run % "(one) => codes.codeIn(one)", forms) == [code] * 4 + [""] * 3
    page.close()


def typed(draw: random.Random) -> str:
    """A code as somebody types it; about half of them with a slip."""
    body = "".join(draw.choices(ALPHABET, k=15))
    letters = list(body + check_letter(body))
    if draw.random() < 0.5:
        letters[draw.randrange(16)] = draw.choice([*ALPHABET, "U", "", "Đ", "00"])
    look_alikes = {"0": "0Oo", "1": "1IiLl"}
    told = [draw.choice(look_alikes.get(one, one + one.lower())) if one else "" for one in letters]
    return "".join(one + draw.choice(["", "", "", "-", " ", "\u2013", "\u00a0"]) for one in told)
