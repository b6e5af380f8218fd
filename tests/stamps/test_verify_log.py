"""The outside verifier of the public log: honest logs pass, every change is found."""

import base64
import random
from collections.abc import Callable

import pytest

from stamps import log_form, log_verifier
from stamps.log_chain import Fault
from tests.stamps.logs import Log, a_key, a_log, public, signed


def found(log: Log, *, pinned: bytes | None = None, earlier: Log | None = None) -> list[Fault]:
    """The verifier's faults of a whole log."""
    keys = [pinned or public(a_key())]
    kept = earlier.heads if earlier else []
    return log_verifier.verify(log.lines, pinned=keys, heads=log.heads, earlier=kept)[1]


def codes(log: Log, **over: bytes | Log) -> set[str]:
    """What kinds of faults it finds."""
    return {fault.code for fault in found(log, **over)}  # type: ignore[arg-type]  # two options


def test_an_honest_log_of_some_hundred_orders() -> None:
    log = a_log(days=20, orders=15)
    assert found(log, earlier=log) == []
    walk, _ = log_verifier.verify(log.lines, pinned=[public(a_key())])
    assert (walk.tip.orders, walk.tip.stamps) == (300, log.stamps)
    assert walk.tip.hash == log.lines[-1]["hash"]


def test_an_honest_log_may_grow_and_forget_names() -> None:
    log = a_log()
    earlier = log.copied()
    log.add_order()
    log.close()
    for line in log.lines:
        line.pop("product_name", None), line.pop("product_salt", None)
    assert found(log, earlier=earlier) == []


def test_a_producer_is_told_of_after_its_stamps_alone() -> None:
    log = a_log()
    log.add_producer("enterprise", "14758", product="0190a0a0-0000-7000-8000-0000000000ff")
    assert {fault.code for fault in found(log)} >= {"producer"}


# Each spoils a log as somebody with the database but without the key could. What must be told.
def _changed(log: Log) -> None:
    log.lines[5]["body"]["last"] += 1000


def _changed_and_hashed(log: Log) -> None:
    log.lines[5]["body"]["commune"] = "00001"
    log.lines[5]["hash"] = log_form.hash_of(log.lines[5]["body"])


def _removed(log: Log) -> None:
    del log.lines[5]


def _last_removed(log: Log) -> None:
    del log.lines[-1]


def _appended(log: Log) -> None:
    forger = log.copied()
    forger.key = a_key(666)
    log.lines.append(forger.add_order())


def _replayed(log: Log) -> None:
    log.lines.append(log.lines[5])


def _inserted(log: Log) -> None:
    """With all that follows hashed anew."""
    forger = Log(a_key(666))
    forger.lines[0] = log.lines[0]
    for line in log.lines[1:]:
        forger.add_order(line["body"]["count"])
        if len(forger.lines) == 9:
            forger.add_order(500)
    log.lines[9:] = forger.lines[9:]


def _own_key(log: Log) -> None:
    """The forger brings a key of his own into the chain and signs with that."""
    forger = log.copied()
    forger.add_key(a_key(666), lost=True)
    forger.add_order()
    log.lines = forger.lines


def _own_key_as_if_handed_over(log: Log) -> None:
    forger = log.copied()
    forger.key = a_key(666)
    forger.add_key(a_key(666))
    log.lines = forger.lines


def _whole_own_log(log: Log) -> None:
    forger = Log(a_key(666))
    for _ in range(5):
        forger.add_order()
    forger.close()
    log.lines, log.heads = forger.lines, forger.heads


def _own_log_ending_in_the_right_key(log: Log) -> None:
    forger = Log(a_key(666))
    forger.add_order()
    body = forger._body("key") | {
        "public_key": base64.b64encode(public(a_key())).decode(), "signed_by": "previous"
    }  # fmt: skip
    line = signed(body, a_key(666))
    log.lines, log.heads = [*forger.lines, line | {"countersignature": line["signature"]}], []


def _head_changed(log: Log) -> None:
    log.heads[1]["body"]["stamps"] += 1
    log.heads[1]["hash"] = log_form.hash_of(log.heads[1]["body"])


def _head_removed(log: Log) -> None:
    del log.heads[1]


def _newest_head_removed(log: Log) -> None:
    del log.heads[-1]


def _head_of_another_key(log: Log) -> None:
    log.heads[-1] = signed(log.heads[-1]["body"], a_key(666))


def _backdated(log: Log) -> None:
    """By somebody who has the key even: signed after the day was closed, for that day."""
    log.add_order(at=log.lines[-1]["body"]["at"])


def _serials_skipped(log: Log) -> None:
    log.next_serial += 50
    log.add_order()


def _serials_twice(log: Log) -> None:
    log.next_serial -= 50
    log.add_order()


def _order_skipped(log: Log) -> None:
    log.orders += 1
    log.add_order()


def _miscounted(log: Log) -> None:
    log.add_order(count=10, last=log.next_serial + 99)


def _renamed(log: Log) -> None:
    log.lines[4]["product_name"] = "Cam Vinh"


def _bad_salt(log: Log) -> None:
    log.lines[4]["product_salt"] = "no hex"


SPOILT: dict[Callable[[Log], None], str] = {
    _changed: "hash signature", _changed_and_hashed: "signature", _removed: "number chain gap",
    _last_removed: "rewritten", _appended: "signature", _replayed: "number", _inserted: "signature",
    _own_key: "key signature", _own_key_as_if_handed_over: "signature", _whole_own_log: "key",
    _own_log_ending_in_the_right_key: "key", _head_changed: "head_signature rewritten",
    _head_removed: "head_chain", _newest_head_removed: "rewritten",
    _head_of_another_key: "head_signature", _backdated: "late", _serials_skipped: "gap",
    _serials_twice: "overlap", _order_skipped: "order", _miscounted: "count", _renamed: "name",
    _bad_salt: "name",
}  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__.strip("_"))
def test_every_change_is_found(spoil: Callable[[Log], None]) -> None:
    log = a_log()
    before = log.copied()
    spoil(log)
    assert set(SPOILT[spoil].split()) <= codes(log, earlier=before)


def test_only_the_strange_lines_are_blamed() -> None:
    """Ten forged lines at random among honest ones that follow on; honest ones stay unblamed."""
    log, draw, forged = Log(), random.Random(6), []
    for _ in range(60):
        if draw.random() < 0.15:
            forger = log.copied()
            forger.key = a_key(666)
            forged.append(forger.add_order())
        else:
            log.add_order(draw.randint(1, 500))
    lines = sorted([*log.lines, *forged], key=lambda line: line["body"]["number"])
    faults = log_verifier.verify(lines, pinned=[public(a_key())])[1]
    assert [fault.code for fault in faults if fault.code == "signature"] == ["signature"] * len(
        forged
    )
    assert {fault.entry for fault in faults} == {line["body"]["number"] for line in forged}


@pytest.mark.parametrize(
    "line",
    [None, 7, [], {}, {"body": 3}, {"body": {"form": "agrimarket-log/1", "kind": "issue"}},
     {"body": {"form": "agrimarket-log/2"}}, {"body": {"form": "agrimarket-log/1", "kind": ["x"]}}],
)  # fmt: skip
def test_strange_lines_and_heads_are_said(line: object) -> None:
    assert log_verifier.verify([line], pinned=[])[1][0].code == "unreadable"
    assert log_verifier.verify([], pinned=[], heads=[line])[1][0].code == "unreadable"
    assert log_verifier.verify([], pinned=[], earlier=[line])[1][0].code == "unreadable"


@pytest.mark.parametrize("name", list(a_log(1, 1).lines[1]["body"]))
def test_a_field_of_another_kind_or_left_out(name: str) -> None:
    log = a_log(1, 1)
    whole = log.lines[1]["body"]
    others: list[object] = [[], None, 1.0, True, "x" if isinstance(whole[name], int) else 5]
    for value in others:
        spoilt = log.copied()
        spoilt.lines[1] = signed(whole | {name: value}, log.key)
        assert codes(spoilt), value
    spoilt = log.copied()
    spoilt.lines[1] = signed({key: whole[key] for key in whole if key != name}, log.key)
    assert "unreadable" in codes(spoilt)


class TestKeys:
    """A key changes hands."""

    def test_either_key_in_the_pocket_checks_the_whole_log(self) -> None:
        log = a_log()
        log.add_key(a_key(2))
        assert found(log, pinned=public(a_key(2))) == []
        log.add_order()
        log.close()
        assert found(log) == []
        assert found(log, pinned=public(a_key(2))) == []

    def test_the_old_key_signs_no_more(self) -> None:
        log = a_log()
        log.add_key(a_key(2))
        log.key = a_key()
        log.add_order()
        assert codes(log) == {"signature"}

    def test_a_lost_key_is_told_until_the_new_one_is_known(self) -> None:
        log = a_log()
        log.add_key(a_key(2), lost=True)
        log.add_order()
        assert "key" in codes(log)
        keys = [public(a_key()), public(a_key(2))]
        assert log_verifier.verify(log.lines, pinned=keys, heads=log.heads)[1] == []


def test_the_written_form_is_exact() -> None:
    """RFC 8785: keys in order, no spaces, letters as they are, whole numbers; nothing else."""
    assert log_form.canonical({"b": 1, "a": 'ô"\\\n'}) == '{"a":"ô\\"\\\\\\n","b":1}'.encode()
    for value in (1.0, None, True, [1]):
        with pytest.raises(TypeError):
            log_form.canonical({"a": value})
