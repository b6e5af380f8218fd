"""Right and wrong values of GS1 identifiers, for all tests that need some."""

import re
import string
from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from stamps import StampRefusal, gs1
from stamps.gs1.letters import SET_39, SET_64, SET_82

# One right value and some wrong ones for every rule the table names.
RULED = {
    "digit": ("01", ["06291041500213"], ["06291041500214", "0629104150021", "0629104150021A"]),
    "pair": ("8013", ["1987654Ad4X4bL5ttr2310c2K"], ["1987654Ad4X4bL5ttr2310c2X", "A" * 9, ""]),
    "company": ("401", ["8931234ABC", "8931"], ["ABC8931", "893", "89A1", "1" * 31]),
    "day": ("7006", ["270131"], ["270200", "270132", "2701311"]),
    "day0": ("17", ["270131", "270200", "280229"], ["270229", "271301", "27013", "27O131"]),
    "fullday": ("7250", ["19801231"], ["19801232", "00000101"]),
    "time": ("7003", ["2701312359"], ["2701312400", "2701311260", "270131"]),
    "deadline": ("4324", ["2701312359", "2701319999", "2701000830"], ["2701312460"]),
    "hour": ("8008", ["27013123", "2701312359", "270131235959"], ["27013124", "2701312"]),
    "minute": ("8008", ["2701312300"], ["2701312360", "270131235960", "270131230"]),
    "country": ("422", ["704", "840"], ["999", "000", "70", "VN4"]),
    "country999": ("7030", ["704ABC", "999ABC"], ["998ABC", "704"]),
    "land": ("4307", ["VN"], ["vn", "ZZ", "V"]),
    "currency": ("3912", ["704125000"], ["001125000", "704"]),
    "latitude": ("4309", ["10980000001057000000"], ["18000000013600000000", "1"]),
    "longitude": ("4309", ["18000000003600000000"], ["00000000003600000001"]),
    "percent": ("4300", ["Ch%C3%A8", "100%25"], ["100%", "%2", "%GG"]),
    "iban": ("8007", ["GB82WEST12345698765432"], ["GB82WEST12345698765433", "gb82", "GB8"]),
    "piece": ("8006", ["062910415002130102"], ["062910415002130002", "062910415002130302"]),
    "sequence": ("7258", ["1/2", "2/2"], ["2/1", "0/1", "1-2"]),
    "zero": ("8003", ["06291041500213A", "06291041500213"], ["16291041500213A"]),
    "nonzero": ("8001", ["00010001000110"], ["00000001000110", "00010000000110"]),
    "leading": ("8011", ["0", "12"], ["01", "1" * 13]),
    "minus": ("4330", ["000500", "000500-"], ["000500+", "00050"]),
    "yesno": ("4321", ["0", "1"], ["2", ""]),
    "winding": ("8001", ["00010001000190"], ["00010001000120"]),
    "sex": ("7252", ["0", "9"], ["3"]),
    "media": ("7241", ["01", "10", "80", "99"], ["00", "11", "79"]),
    "importer": ("7040", ["1ABc", "1AB-"], ["1AB!", "AAB1", "1AB"]),
}


def code_of(work: Callable[..., object], *given: object) -> str:
    """The code of the refusal that a piece of work ends in; every sentence says what to do."""
    with pytest.raises(StampRefusal) as refused:
        work(*given)
    assert re.search(r"\bHãy\b", refused.value.detail)
    return refused.value.code


LETTERS = {"N": string.digits, "X": SET_82, "Y": SET_39, "Z": SET_64}


@st.composite
def values(draw: st.DrawFn, ai: str) -> str:
    """A value of this identifier: made up where no rule binds it, else one known to be right."""
    row = gs1.IDENTIFIERS[ai]
    ruled = next((part.rule for part in row.parts if part.rule), None)
    if ruled is not None:
        known = [value for name, good, _ in RULED.values() if name == ai for value in good]
        return draw(st.sampled_from(known or RULED[ruled][1]))
    sizes = [(1 if part.up_to else part.length, part.length) for part in row.parts]
    sets = [LETTERS[part.letters] for part in row.parts]
    parts = [st.text(s, min_size=a, max_size=b) for s, (a, b) in zip(sets, sizes, strict=True)]
    return "".join(draw(part) for part in parts)
