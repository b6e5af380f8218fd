"""Element strings with brackets and with FNC1, and which identifiers may stand together."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stamps import StampRefusal, gs1
from stamps.refusals import Contradiction
from tests.stamps.gs1_values import RULED, code_of, values

GTIN = "06291041500213"
SSCC = "376104250021234569"
PACK = (("01", GTIN), ("17", "270131"), ("10", "L(1)"), ("21", "1FXY0YKYWGBJSMJT"))
FREE = [
    ai
    for ai, row in gs1.IDENTIFIERS.items()
    if not any(part.rule or part.optional for part in row.parts)
] + [ai for ai, _, _ in RULED.values()]


@st.composite
def many(draw: st.DrawFn) -> tuple[gs1.Element, ...]:
    """Some elements in any order, each once; pairs that exclude each other left out."""
    chosen = draw(st.lists(st.sampled_from(FREE), unique=True, min_size=1, max_size=6))
    kept: list[gs1.Element] = []
    for ai in chosen:
        one = (ai, draw(values(ai)))
        with contextlib.suppress(Contradiction):
            gs1.check_elements([*kept, one], complete=False)
            kept.append(one)
    return tuple(kept)


@given(many())
def test_both_forms_come_back(elements: tuple[gs1.Element, ...]) -> None:
    bracketed = gs1.write_elements(elements)
    scanned = gs1.write_scanned(elements)
    assert gs1.parse_elements(bracketed, complete=False) == elements
    assert gs1.parse_scanned(scanned, complete=False) == elements
    assert gs1.write_elements(gs1.parse_scanned(scanned, complete=False)) == bracketed


def test_as_people_and_scanners_write_it() -> None:
    assert gs1.write_elements(PACK) == (f"(01){GTIN}(17)270131(10)L\\(1)(21)1FXY0YKYWGBJSMJT")
    assert gs1.write_scanned(PACK) == f"01{GTIN}1727013110L(1)\x1d211FXY0YKYWGBJSMJT"
    for front in ("]C1", "]d2", "]Q3", "]e0", "]J1", "\x1d", "]C1\x1d"):
        assert gs1.parse_scanned(front + gs1.write_scanned(PACK)) == PACK


def test_a_separator_after_a_fixed_length_is_borne() -> None:
    assert gs1.parse_scanned(f"01{GTIN}\x1d10A") == (("01", GTIN), ("10", "A"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "(01)",
        "01" + GTIN,
        f"(01){GTIN})",
        f"((01){GTIN}",
        f"(01){GTIN}(10)",
        "(1)2",
        f"(01){GTIN}(10)A\\B",
        f" (01){GTIN}",
        f"(01){GTIN}(10)(21)A",
        f"(٠١){GTIN}",
        "(01",
    ],
)
def test_broken_brackets_are_refused(text: str) -> None:
    assert code_of(lambda: gs1.parse_elements(text)) in {"bad_element_string", "bad_gs1_value"}


@pytest.mark.parametrize(
    "data",
    [
        "",
        "\x1d",
        "]C1",
        "xx",
        f"01{GTIN}10A\x1d",
        f"01{GTIN}10A\x1d\x1d21B",
        "0162910415",
        f"01{GTIN}10\x1d21B",
        f"01{GTIN}10A\x1d99",
        f"01{GTIN}\x1d\x1d10A",
        "]X901" + GTIN,
    ],
)
def test_broken_scans_are_refused(data: str) -> None:
    refused = {"bad_element_string", "bad_gs1_value"}
    assert code_of(lambda: gs1.parse_scanned(data)) in refused


@pytest.mark.parametrize(
    "text",
    [f"(01){GTIN}(10)A(10)A", f"(01){GTIN}(10)A(10)B", f"(01){GTIN}(01){GTIN}"],
)
def test_nothing_stands_twice(text: str) -> None:
    assert code_of(lambda: gs1.parse_elements(text)) == "repeated_gs1_identifier"


# GS1 General Specifications, 4.13.1
@pytest.mark.parametrize(
    "text",
    [
        f"(01){GTIN}(02){GTIN}(37)5",
        f"(01){GTIN}(37)5",
        f"(01){GTIN}(21)A(235)B",
        f"(01){GTIN}(3103)001250(3102)000125",
        f"(01){GTIN}(422)704(426)704",
        "(8017)893850000000000005(8018)893850000000000005",
        f"(01){GTIN}(8006)062910415002130102",
        f"(00){SSCC}(420)40000(421)70440000",
    ],
)
def test_what_contradicts_is_refused(text: str) -> None:
    expected = {"contradicting_gs1_identifiers"}
    assert code_of(lambda: gs1.parse_elements(text)) in expected


# GS1 General Specifications, 4.13.2
@pytest.mark.parametrize(
    "text",
    [
        "(10)A",
        "(17)270131",
        "(37)5",
        f"(00){SSCC}(37)5",
        f"(00){SSCC}(10)A",
        f"(02){GTIN}",
        "(21)A",
        f"(01){GTIN}(250)A",
        "(254)A",
        f"(01){GTIN}(3922)000125",
        f"(01){GTIN}(7004)12",
        f"(01){GTIN}(427)A",
    ],
)
def test_what_needs_another_is_refused_alone(text: str) -> None:
    assert code_of(lambda: gs1.parse_elements(text)) == "missing_gs1_companion"
    assert gs1.parse_elements(text, complete=False)


@pytest.mark.parametrize(
    "text",
    [
        f"(00){SSCC}(02){GTIN}(37)5(10)A(15)270100",
        f"(01){GTIN}(3103)001250(3922)000125",
        f"(01){GTIN}(10)A(7004)12",
        f"(01){GTIN}(422)704(427)21",
        f"(01){GTIN}(10)A(7007)261101261122",
        "(414)6291041500213(254)KHO-1",
    ],
)
def test_what_belongs_together_is_read(text: str) -> None:
    assert gs1.write_elements(gs1.parse_elements(text)) == text


def test_the_sentence_names_both() -> None:
    with pytest.raises(StampRefusal) as refused:
        gs1.parse_elements(f"(02){GTIN}")
    assert "(02) mã hàng bên trong" in refused.value.detail
    assert "(37) số hàng bên trong" in refused.value.detail
