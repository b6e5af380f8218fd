"""GS1 Digital Link addresses: built, parsed, brought to one form; attacks refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stamps import StampRefusal, digital_link, gs1
from stamps.digital_link import DigitalLink, build, build_stamp, parse, parse_path
from stamps.gs1.letters import SET_82
from tests.stamps.gs1_values import RULED, code_of, values
from tests.stamps.refused_links import GTIN, HOST, PATH, REFUSED

BASES = ("https://id.gs1.org", HOST, f"{HOST}:8443", "http://127.0.0.1:8000", f"{HOST}/p/n%20g")
RIGHT = {ai: good[0] for ai, good, _ in RULED.values()} | {
    "00": "376104250021234569",
    "253": "6291041500213HD-1",
    "255": "6291041500213001",
    "402": "8931234567890123" + gs1.check_digit("8931234567890123"),
    "410": "6291041500213",
    "416": "6291041500213",
    "414": "6291041500213",
    "415": "6291041500213",
    "417": "6291041500213",
    "8004": "8931234ABC",
    "8010": "8931234-AB/1#",
    "8017": "376104250021234569",
    "8018": "376104250021234569",
    "8019": "7",
    "8020": "HD/7",
}
ATTRIBUTES = ("11", "13", "15", "17", "240", "3103", "410", "416", "422", "7007", "90")


def _any_of(ai: str) -> st.SearchStrategy[str]:
    return st.just(RIGHT[ai]) if ai in RIGHT else values(ai)


PAIRED = st.sampled_from(ATTRIBUTES).flatmap(lambda ai: _any_of(ai).map(lambda value: (ai, value)))


@st.composite
def links(draw: st.DrawFn) -> DigitalLink:
    """Any key with some of its qualifiers, under any base; attributes where they fit an item."""
    key = draw(st.sampled_from(gs1.PRIMARY_KEYS))
    sequence = draw(st.sampled_from(gs1.IDENTIFIERS[key].qualifiers or ((),)))
    taken = [ai for ai in sequence if key == "415" or draw(st.booleans())]
    path = ((key, RIGHT[key]), *((ai, draw(_any_of(ai))) for ai in taken))
    some = draw(st.lists(PAIRED, unique_by=lambda one: one[0], max_size=3))
    extras = draw(st.sampled_from([(), (("lang", "vi"),), (("linkType", "gs1:pip"), ("a", None))]))
    return DigitalLink(
        path,
        tuple(some) if key == "01" else (),
        draw(st.sampled_from(BASES)),
        extras,
        draw(st.sampled_from([None, "", "top"])),
    )


@given(links())
def test_what_is_built_parses_back(link: DigitalLink) -> None:
    assert parse(str(link)) == link
    assert build(link.elements, base=link.base) == str(
        DigitalLink(link.path, link.attributes, link.base)
    )


@given(links(), st.randoms())
def test_one_canonical_form(link: DigitalLink, shuffled: object) -> None:
    """Idempotent, and the same for other orders, hosts, hexadecimal case and extra pairs."""
    canonical = str(parse(str(link)).canonical())
    assert str(parse(canonical).canonical()) == canonical
    assert canonical.startswith("https://id.gs1.org/")
    turned = DigitalLink(link.path, link.attributes[::-1], "https://other.example")
    assert str(turned.canonical()) == canonical
    lower = "".join(p.lower() if i % 2 else p for i, p in enumerate(_by_escapes(canonical)))
    assert str(parse(lower).canonical()) == canonical


def _by_escapes(text: str) -> list[str]:
    parts = []
    while "%" in text:
        at = text.index("%")
        parts += [text[:at], text[at : at + 3]]
        text = text[at + 3 :]
    return [*parts, text]


@given(st.text(SET_82, min_size=1, max_size=20))
def test_every_letter_of_a_lot_survives(lot: str) -> None:
    built = build([("10", lot), ("01", GTIN)])
    assert parse(built).lot == lot
    assert set(built.removeprefix(f"https://id.gs1.org/01/{GTIN}/10/")) <= set(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._%"
    )


def test_an_address_is_built_in_the_order_of_the_standard() -> None:
    elements = [("21", "A1"), ("17", "270131"), ("10", "L/1"), ("01", "6291041500213"), ("22", "V")]
    assert build(elements) == (f"https://id.gs1.org/01/{GTIN}/22/V/10/L%2F1/21/A1?17=270131")
    assert build([("235", "T"), ("01", GTIN)], base=HOST) == f"{PATH}/235/T"
    assert build([("7040", "1ABc"), ("414", "6291041500213")]).endswith(
        "/414/6291041500213/7040/1ABc"
    )


def test_the_address_of_a_stamp() -> None:
    built = build_stamp(host="tem.example.vn", gtin="6291041500213", lot="A.1", code="1FXY")
    assert built == f"HTTPS://TEM.EXAMPLE.VN/01/{GTIN}/10/A.1/21/1FXY"
    assert parse(built) == DigitalLink((("01", GTIN), ("10", "A.1"), ("21", "1FXY")), base=HOST)
    assert parse(built).serial == "1FXY"
    assert code_of(lambda: build_stamp(host="x y", gtin=GTIN)) == "bad_host"
    assert code_of(lambda: build_stamp(host="a.vn", gtin="1")) == "bad_gtin"
    for dots in (".", ".."):
        refused = [
            code_of(lambda lot=dots: build_stamp(host="a.vn", gtin=GTIN, lot=lot)),
            code_of(lambda code=dots: build_stamp(host="a.vn", gtin=GTIN, code=code)),
            code_of(lambda lot=dots: build([("01", GTIN), ("10", lot)])),
        ]
        assert refused == ["bad_digital_link"] * 3
    assert build([("01", GTIN), ("400", "..")]).endswith("?400=..")  # nothing folds a query
    assert code_of(lambda: build_stamp(host="a.vn", gtin=GTIN, code="")) == "bad_gs1_value"


def test_what_an_address_may_carry() -> None:
    link = parse(f"{PATH}/10/L1?3103=001250&lang=vi;17=270100&x&linkType=gs1%3Apip#top")
    assert link.attributes == (("3103", "001250"), ("17", "270100"))
    assert link.extras == (("lang", "vi"), ("x", None), ("linkType", "gs1%3Apip"))
    assert (link.gtin, link.lot, link.serial, link.fragment) == (GTIN, "L1", None, "top")
    assert link.value("3103") == "001250"
    assert str(link.canonical()) == f"https://id.gs1.org/01/{GTIN}/10/L1?17=270100&3103=001250"
    assert parse("https://a.vn/01/96385074").gtin == "00000096385074"
    box = parse(f"https://a.vn/00/376104250021234569?02={GTIN}&37=25&10=ABC")
    assert box.gtin is None
    assert parse(f"https://a.vn/kho/1/01/{GTIN}").base == "https://a.vn/kho/1"
    assert parse(f"HtTpS://TEM.Example.VN/01/{GTIN}").base == HOST


def test_a_path_alone() -> None:
    assert parse_path(f"/01/{GTIN}/21/A%2FB").serial == "A/B"
    assert parse_path(f"/01/{GTIN}", "17=270131").attributes == (("17", "270131"),)
    for path in ("", "/", f"/x/01/{GTIN}", f"01/{GTIN}", f"//01/{GTIN}", f"/01/{GTIN}/", "/gtin/1"):
        assert code_of(parse_path, path) == "bad_digital_link"


@pytest.mark.parametrize("what", REFUSED)
def test_everything_else_is_refused(what: str) -> None:
    address, code = REFUSED[what]
    assert code_of(lambda: parse(address)) == code


def test_an_escape_is_read_once() -> None:
    """`%252F` is the four letters `%2F`, never a slash: what is read comes out the same again."""
    link = parse(f"{PATH}/10/A%252FB")
    assert link.lot == "A%2FB"
    assert str(link) == f"{PATH}/10/A%252FB"
    assert parse(f"{PATH}/10/A%2fB") == parse(f"{PATH}/10/A%2FB")
    assert parse(f"{PATH}/10/%41").lot == "A"


@given(st.text(max_size=60) | st.text("/01=?&#%+:.@2-Aa", max_size=40).map(lambda t: PATH + t))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but refusals comes out, and what is read says itself again."""
    try:
        link = parse(text)
    except StampRefusal:
        return
    assert parse(str(link)) == link


@pytest.mark.parametrize(
    ("elements", "code"),
    [
        ([], "bad_digital_link"),
        ([("10", "A")], "missing_gs1_companion"),
        ([("17", "270131"), ("410", "6291041500213")], "missing_gs1_companion"),
        ([("410", "6291041500213")], "bad_digital_link"),
        ([("01", GTIN), ("10", "A"), ("10", "A")], "repeated_gs1_identifier"),
        ([("01", GTIN), ("999", "A")], "unknown_gs1_identifier"),
        ([("01", GTIN), ("22", "V"), ("235", "A")], "not_an_attribute"),
        ([("414", "6291041500213"), ("01", GTIN), ("21", "A")], "not_an_attribute"),
    ],
)
def test_what_cannot_be_built_is_refused(elements: list[gs1.Element], code: str) -> None:
    assert code_of(lambda: build(elements)) == code


@pytest.mark.parametrize(
    "base",
    [
        "",
        "tem.vn",
        "https://",
        "https://a b",
        "https://a.vn?x=1",
        "https://a.vn#x",
        "https://u@a.vn",
        f"{HOST}/01/{GTIN}",
        "https://a.vn//x",
        "https://a.vn/..",
    ],
)
def test_bases_that_cannot_stand_in_front(base: str) -> None:
    assert code_of(lambda: build([("01", GTIN)], base=base)) == "bad_digital_link"
    assert digital_link.CANONICAL == "https://id.gs1.org"
