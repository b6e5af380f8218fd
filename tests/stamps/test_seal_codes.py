"""Serials become codes and come back; slips, forgeries and strangers are told apart."""

import random
import threading
import time
from itertools import pairwise

import pytest

from stamps import KeyRing, NotOpened, Opened, StampRefusal, check_letter, spell
from stamps.alphabet import ALPHABET

DRAW = random.Random(5)
RING = KeyRing.new(DRAW.randbytes(32))
MILLION = 1_000_000


def refusal(text: str) -> str:
    answer = RING.open(text)
    assert isinstance(answer, NotOpened)
    return answer.reason


@pytest.mark.parametrize("serial", [0, 1, 2**31, 2**32 - 1])
def test_a_code_opens_to_its_serial(serial: int) -> None:
    code = RING.seal(serial)
    assert len(code) == 16
    assert code[0] == "1"
    assert RING.open(code) == Opened(code, serial, "1")


def test_typed_forms_open_the_same_stamp() -> None:
    for serial in range(200):
        code = RING.seal(serial)
        for typed in (
            code.lower(),
            spell(code),
            spell(code).replace("-", " "),
            code.replace("0", "O").replace("1", "I"),
            code.replace("0", "o").replace("1", "l"),
        ):
            assert RING.open(typed) == Opened(code, serial, "1")


def test_any_mix_of_typed_forms_opens_the_same_stamp() -> None:
    """Each letter in any case and any of its likenesses, spaces and hyphens wherever they fall."""
    like = {"0": "0Oo", "1": "1IiLl"}
    serials = DRAW.sample(range(2**32), 2_000)
    codes = [RING.seal(serial) for serial in serials]
    typed = [
        "".join(
            DRAW.choice(("", "", "", " ", "-", " - ")) + DRAW.choice(like.get(c, c + c.lower()))
            for c in code
        )
        + DRAW.choice(("", " ", "-"))
        for code in codes
    ]
    expected = [Opened(*each, "1") for each in zip(codes, serials, strict=True)]
    assert [RING.open(text) for text in typed] == expected
    assert list(RING.open_many(typed)) == expected


@pytest.mark.slow
def test_a_million_issued_codes_open() -> None:
    serials = range(3_000_000_000, 3_000_000_000 + MILLION)
    codes = list(RING.make_many(serials))
    assert len(set(codes)) == MILLION
    assert all(
        isinstance(answer, Opened) and answer.serial == serial
        for serial, answer in zip(serials, RING.open_many(codes), strict=True)
    )


@pytest.mark.slow
def test_a_million_random_codes_with_a_right_check_letter_do_not_open() -> None:
    letters = "".join(DRAW.choices(ALPHABET, k=14 * MILLION))
    bodies = ("1" + letters[start : start + 14] for start in range(0, 14 * MILLION, 14))
    answers = RING.open_many(body + check_letter(body) for body in bodies)
    reasons = [isinstance(a, NotOpened) and a.reason == "not_ours" for a in answers]
    assert len(reasons) == MILLION
    assert all(reasons)


def test_bulk_and_single_ways_agree() -> None:
    serials = range(7, 90_000, 11)
    codes = list(RING.make_many(serials))
    assert codes[:500] == [RING.seal(serial) for serial in serials[:500]]
    texts = [*codes[:20], "xin chào", codes[0][:15], "2" + codes[1][1:], "", codes[3].lower()]
    texts += [
        c + check_letter(c) for c in ("".join(DRAW.choices(ALPHABET, k=15)) for _ in "ab" * 50)
    ]
    assert list(RING.open_many(texts)) == [RING.open(text) for text in texts]


def test_a_slip_is_a_typo() -> None:
    code = RING.seal(4711)
    other = "7" if code[5] != "7" else "8"
    assert refusal(code[:5] + other + code[6:]) == "typo"
    assert refusal(code[:-1]) == "typo"
    assert refusal(code + "7") == "typo"
    assert refusal(code[:5] + "U" + code[6:]) == "typo"


@pytest.mark.parametrize(
    "text", ["", "favicon.ico", "1234", "a" * 18, "ñ" * 16, "../../etc/passwd", "1FXY_0YKYWGBJSMJ"]
)
def test_a_stray_text_is_no_code(text: str) -> None:
    assert refusal(text) == "not_a_code"


def test_other_keys_and_unknown_versions_are_not_ours() -> None:
    stranger = KeyRing.new(DRAW.randbytes(32))
    assert refusal(stranger.seal(1)) == "not_ours"
    assert refusal(KeyRing.new(DRAW.randbytes(32), version="Z").seal(1)) == "not_ours"
    moved = "2" + RING.seal(1)[1:15]
    both = RING.rotated(DRAW.randbytes(32))
    answer = both.open(moved + check_letter(moved))
    assert isinstance(answer, NotOpened)
    assert answer.reason == "not_ours"


@pytest.mark.parametrize("serial", [-1, 2**32])
def test_a_serial_outside_32_bits_is_refused(serial: int) -> None:
    for attempt in (lambda: RING.seal(serial), lambda: RING.make_many(range(serial, serial + 1))):
        with pytest.raises(StampRefusal) as refused:
            attempt()
        assert refused.value.code == "serial_out_of_range"


def test_an_empty_range_makes_nothing() -> None:
    assert list(RING.make_many(range(5, 5))) == []


def test_neighbours_do_not_look_alike() -> None:
    """By chance 15 of the letters agree once in 32; the version always does."""
    codes = list(RING.make_many(range(100_001)))
    equal = sum(a == b for one, two in pairwise(codes) for a, b in zip(one, two, strict=True))
    assert equal / 100_000 == pytest.approx(1 + 15 / 32, abs=0.02)


def test_threads_share_a_ring() -> None:
    """A web server's threads seal and open with one ring at once."""
    wrong: list[int] = []

    def work(start: int) -> None:
        for serial in range(start, start + 2_000):
            answer = RING.open(RING.seal(serial))
            if not isinstance(answer, Opened) or answer.serial != serial:
                wrong.append(serial)

    threads = [threading.Thread(target=work, args=(start,)) for start in range(0, 16_000, 2_000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_bulk_is_much_faster_than_one_by_one() -> None:
    """55,000 codes in half a second was asked; the ratio holds on a slow machine too."""
    start = time.process_time()
    list(RING.make_many(range(55_000)))
    bulk = time.process_time() - start
    start = time.process_time()
    for serial in range(5_500):
        RING.seal(serial)
    assert bulk < 5 * (time.process_time() - start)


@pytest.mark.parametrize("text", [None, 17, b"1FXY0YKYWGBJSMJT"])
def test_what_is_no_text_is_the_callers_mistake(text: object) -> None:
    with pytest.raises(TypeError, match="text"):
        RING.open(text)  # type: ignore[arg-type]  # no text is the point
    with pytest.raises(TypeError, match="text"):
        list(RING.open_many([text]))  # type: ignore[list-item]  # no text is the point
