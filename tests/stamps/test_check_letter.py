"""Every slip of one letter and every swap of two is caught, in 500 codes and by the algebra."""

import random
from itertools import combinations

import pytest

from stamps import StampRefusal, check_letter, normalise, spell
from stamps.alphabet import ALPHABET, WEIGHTS, is_checked, multiply

DRAW = random.Random(20261122)


def a_checked_code() -> str:
    body = "".join(DRAW.choices(ALPHABET, k=15))
    return body + check_letter(body)


def test_the_alphabet_leaves_out_what_people_confuse() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_the_printed_example_has_its_check_letter() -> None:
    assert check_letter("1FXY0YKYWGBJSMJ") == "T"


def test_every_single_substitution_of_500_codes_is_caught() -> None:
    caught = 0
    for code in (a_checked_code() for _ in range(500)):
        assert is_checked(code)
        for place, right in enumerate(code):
            for wrong in set(ALPHABET) - {right}:
                assert not is_checked(code[:place] + wrong + code[place + 1 :])
                caught += 1
    assert caught == 500 * 16 * 31


def test_every_swap_of_two_letters_of_500_codes_is_caught() -> None:
    caught = 0
    for code in (a_checked_code() for _ in range(500)):
        for i, j in combinations(range(16), 2):
            if code[i] != code[j]:
                swapped = list(code)
                swapped[i], swapped[j] = code[j], code[i]
                assert not is_checked("".join(swapped))
                caught += 1
    assert caught > 500 * 110


def test_the_proof_weights_are_distinct_and_gf32_is_a_field() -> None:
    """A substitution adds w·d, a swap (w₁+w₂)·d; in a field neither is zero for d ≠ 0."""
    assert len(set(WEIGHTS)) == 16
    assert 0 not in WEIGHTS
    for a in range(1, 32):
        assert {multiply(a, b) for b in range(1, 32)} == set(range(1, 32))
        for b, c in combinations(range(32), 2):
            assert multiply(a, b ^ c) == multiply(a, b) ^ multiply(a, c)


@pytest.mark.parametrize(
    "typed",
    ["1FXY-0YKY-WGBJ-SMJT", "1fxy oyky wgbj smjt", "IFXY–OYKY—WGBJ‑SMJT\n", "lfxy0ykywgbjsmjt"],
)
def test_typed_forms_are_one_code(typed: str) -> None:
    assert normalise(typed) == "1FXY0YKYWGBJSMJT"
    assert spell(typed) == "1FXY-0YKY-WGBJ-SMJT"


@pytest.mark.parametrize("body", ["", "1FXY", "1FXY0YKYWGBJSMJT", "1FXY0YKYWGBJSMU"])
def test_a_check_letter_needs_fifteen_letters(body: str) -> None:
    with pytest.raises(StampRefusal) as refused:
        check_letter(body)
    assert refused.value.code == "bad_code"
    assert "16 chữ" in refused.value.detail
