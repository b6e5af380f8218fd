"""The table of verdicts: what holds, and which one the panel shows."""

from datetime import timedelta

import pytest

from agrimarket.kit import clock
from agrimarket.scanning.judge import GRAVITY, PANELS, Seen, Verdict, judge
from agrimarket.scanning.verdict_words import VERDICTS

NOBODY = Seen()
OTHERS = Seen(scans=3, devices=2)
MINE = Seen(scans=3, devices=2, mine_since=clock.now() - timedelta(days=1))
# STAMPS.md, "Scans and verdicts": recalled > suspended > expired > copied_confirmed > void >
# under_review > consumed > not_activated > check_pack > valid.
ORDER = (
    "recalled", "suspended", "expired", "copied_confirmed", "void", "under_review", "consumed",
    "not_activated", "check_pack", "valid_first",
)  # fmt: skip


@pytest.mark.parametrize(
    ("state", "lot", "seen", "verdicts"),
    [
        ("active", "ok", NOBODY, ["valid_first"]),
        ("active", "ok", MINE, ["valid_yours"]),
        ("active", "ok", OTHERS, ["valid_seen"]),
        ("issued", "ok", NOBODY, ["not_activated"]),
        ("printed", "ok", OTHERS, ["not_activated"]),
        ("delivered", "ok", NOBODY, ["not_activated"]),
        ("sample", "ok", NOBODY, ["sample"]),
        ("void", "ok", MINE, ["void"]),
        ("suspended", "ok", MINE, ["suspended"]),
        ("active", "expired", MINE, ["expired"]),
        ("active", "recalled", NOBODY, ["recalled"]),
        ("suspended", "expired", NOBODY, ["suspended", "expired"]),
        ("suspended", "recalled", NOBODY, ["recalled", "suspended"]),
        ("active", "suspended", NOBODY, ["lot_suspended"]),
        ("suspended", "suspended", MINE, ["suspended", "lot_suspended"]),
        ("void", "suspended", NOBODY, ["lot_suspended", "void"]),
        ("void", "expired", NOBODY, ["expired", "void"]),
        ("printed", "recalled", NOBODY, ["recalled", "not_activated"]),
    ],
)
def test_what_is_said(state: str, lot: str, seen: Seen, verdicts: list[str]) -> None:
    assert list(judge(state=state, lot_status=lot, seen=seen)) == verdicts


def test_alarms_take_their_place_in_the_order_of_gravity() -> None:
    alarms = {Verdict.CHECK_PACK, Verdict.COPIED_CONFIRMED, Verdict.UNDER_REVIEW, Verdict.CONSUMED}
    found = judge(state="void", lot_status="expired", seen=OTHERS, alarms=alarms)
    assert [verdict.value for verdict in found] == [
        "expired", "copied_confirmed", "void", "under_review", "consumed", "check_pack",
    ]  # fmt: skip


def test_the_order_is_the_written_one() -> None:
    assert [verdict.value for verdict in GRAVITY if verdict.value in ORDER] == list(ORDER)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_verdict_has_words_and_a_panel(lang: str) -> None:
    for verdict in Verdict:
        said = VERDICTS[lang][verdict]
        assert said.title
        assert said.text
        assert PANELS[verdict] in {"good", "look", "stop", "unknown"}


def test_a_valid_stamp_is_never_called_genuine_goods() -> None:
    words = " ".join(said.title + said.text for said in VERDICTS["vi"].values()).lower()
    assert "hàng thật" not in words
    assert "chính hãng" not in words


def test_other_devices_leave_out_ones_own() -> None:
    assert (OTHERS.other_devices, MINE.other_devices, NOBODY.other_devices) == (2, 1, 0)
