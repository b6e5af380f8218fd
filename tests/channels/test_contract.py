"""What every channel must do, run over all of them; their own rules are in test_rules.py."""

import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agrimarket.channels.faults import Conflict, Rejected, RemoteMissing
from agrimarket.channels.port import Gone, Observed, Sight
from agrimarket.channels.portal.adapter import Portal
from agrimarket.channels.portal.shop import PortalShop
from agrimarket.channels.postmart.adapter import Postmart
from agrimarket.channels.postmart.shop import PostmartShop
from agrimarket.channels.sandboxes.adapter import SandboxAdapter
from agrimarket.channels.sandboxes.engine import Engine
from agrimarket.channels.voso.adapter import Voso
from agrimarket.channels.voso.shop import VosoShop
from tests.channels.contents import COMMITMENT, ORGANIC, THREE_STARS, a_content, pictures

START = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


class Clock:
    """Time that goes when it is told to."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def time() -> Clock:
    return Clock()


@pytest.fixture(params=["postmart", "voso", "portal"])
def port(request: pytest.FixtureRequest, tmp_path: Path, time: Clock) -> SandboxAdapter:
    """Each channel on an empty stand-in."""
    engine = Engine(tmp_path / "sandboxes.sqlite3", now=time)
    made = {
        "postmart": lambda: Postmart(engine, PostmartShop(), "http://127.0.0.1"),
        "voso": lambda: Voso(engine, VosoShop(), "http://127.0.0.1"),
        "portal": lambda: Portal(engine, PortalShop(), "http://127.0.0.1"),
    }
    return made[request.param]()


def look(port: SandboxAdapter, remote_id: str) -> Observed:
    seen = port.fetch(remote_id)
    assert isinstance(seen, Observed)
    return seen


def everything(port: SandboxAdapter) -> list[Observed]:
    page = port.iterate(None)
    assert page.cursor is None
    return list(page.items)


def test_what_is_taken_can_be_seen(port: SandboxAdapter) -> None:
    content = a_content()
    receipt = port.submit(content, ref="r1", idempotency_key="k1")
    seen = look(port, receipt.remote_id)
    assert seen.state in {Sight.LIVE, Sight.PENDING_REVIEW}
    assert (seen.ref, seen.fingerprint) == ("r1", port.fingerprint(content))
    assert port.find_by_ref("r1") == seen
    assert everything(port) == [seen]


def test_the_same_key_twice_is_one_item(port: SandboxAdapter) -> None:
    first = port.submit(a_content(), ref="r1", idempotency_key="k1")
    second = port.submit(a_content(), ref="r1", idempotency_key="k1")
    assert first == second
    assert len(everything(port)) == 1


def test_a_unique_reference_makes_no_double_under_another_key(port: SandboxAdapter) -> None:
    for key in ("k1", "k2"):
        port.submit(a_content(), ref="r1", idempotency_key=key)
    assert len(everything(port)) == (1 if port.capabilities().natural_key else 2)


def test_a_stale_change_is_a_conflict(port: SandboxAdapter) -> None:
    receipt = port.submit(a_content(), ref="r1", idempotency_key="k1")
    newer = a_content(description="Chín sớm.")
    with pytest.raises(Conflict):
        port.update(receipt.remote_id, newer, expected="0" * 64, idempotency_key="k2")
    expected = port.fingerprint(a_content())
    port.update(receipt.remote_id, newer, expected=expected, idempotency_key="k3")
    assert look(port, receipt.remote_id).fingerprint == port.fingerprint(newer)
    with pytest.raises(Conflict):
        port.update(receipt.remote_id, a_content(), expected=expected, idempotency_key="k4")


def test_a_change_sent_twice_is_made_once(port: SandboxAdapter) -> None:
    receipt = port.submit(a_content(), ref="r1", idempotency_key="k1")
    newer = a_content(description="Chín sớm.")
    for _ in range(2):
        port.update(
            receipt.remote_id,
            newer,
            expected=port.fingerprint(a_content()),
            idempotency_key="k2",
        )
    assert look(port, receipt.remote_id).fingerprint == port.fingerprint(newer)


def test_withdrawing_twice_is_fine(port: SandboxAdapter) -> None:
    receipt = port.submit(a_content(), ref="r1", idempotency_key="k1")
    for key in ("k2", "k2", "k3"):
        port.withdraw(receipt.remote_id, idempotency_key=key)
    assert port.fetch(receipt.remote_id) == Gone()
    assert port.find_by_ref("r1") is None
    assert everything(port) == []


def test_a_withdrawn_one_may_come_back_as_a_new_item(port: SandboxAdapter) -> None:
    first = port.submit(a_content(), ref="r1", idempotency_key="k1")
    port.withdraw(first.remote_id, idempotency_key="k2")
    second = port.submit(a_content(), ref="r1", idempotency_key="k3")
    assert second.remote_id != first.remote_id
    assert len(everything(port)) == 1


def test_what_is_not_there(port: SandboxAdapter) -> None:
    for remote_id in (port.remote_id(999), "nonsense", "XX-000001"):
        assert port.fetch(remote_id) == Gone()
        with pytest.raises(RemoteMissing):
            port.withdraw(remote_id, idempotency_key="k1")
        with pytest.raises(RemoteMissing):
            port.update(remote_id, a_content(), expected="x", idempotency_key="k2")
    assert port.find_by_ref("r1") is None


def test_a_refusal_carries_field_and_vietnamese_words(port: SandboxAdapter) -> None:
    with pytest.raises(Rejected) as refused:
        port.submit(a_content(title="B" * 300), ref="r1", idempotency_key="k1")
    issue = refused.value.issues[0]
    assert issue.field == "title"
    assert "ên" in issue.message_vi or "iêu đề" in issue.message_vi
    assert everything(port) == []


def test_texts_are_one_in_nfc_and_nfd(port: SandboxAdapter) -> None:
    """A title typed on a Mac is as long as one typed elsewhere, and the same content."""
    most = {"postmart": 120, "voso": 100, "portal": 250}[port.code]
    for length in (most, most + 1):
        title = ("Bưởi ngọt đỏ " * 30)[:length].strip().ljust(length, "ệ")
        composed = a_content(title=unicodedata.normalize("NFC", title))
        apart = a_content(title=unicodedata.normalize("NFD", title))
        assert port.check(composed) == port.check(apart)
        assert bool(port.check(composed)) == (length > most)
        assert port.fingerprint(composed) == port.fingerprint(apart)


def test_time_does_what_the_channel_does(port: SandboxAdapter, time: Clock) -> None:
    receipt = port.submit(a_content(), ref="r1", idempotency_key="k1")
    states = [look(port, receipt.remote_id).state]
    time.at += timedelta(hours=1, minutes=59)
    states.append(look(port, receipt.remote_id).state)
    time.at = START + timedelta(hours=24)
    states.append(look(port, receipt.remote_id).state)
    expected = {
        "postmart": [Sight.PENDING_REVIEW, Sight.PENDING_REVIEW, Sight.LIVE],
        "voso": [Sight.LIVE] * 3,
        "portal": [Sight.PENDING_REVIEW] * 3,
    }
    assert states == expected[port.code]


def test_what_came_true_stays_true_for_a_clock_that_runs_behind(
    port: SandboxAdapter, time: Clock
) -> None:
    """`worker --at` looks from the future; a later look from today must agree with it."""
    receipt = port.submit(a_content(), ref="r1", idempotency_key="k1")
    time.at = START + timedelta(hours=24)
    then = look(port, receipt.remote_id).state
    time.at = START
    assert look(port, receipt.remote_id).state is then


def test_the_same_seed_does_the_same(port: SandboxAdapter, tmp_path: Path, time: Clock) -> None:
    def history(folder: str, seed: int) -> list[Sight]:
        time.at = START
        engine = Engine(tmp_path / folder / "s.sqlite3", now=time, seed=seed)
        copy = type(port)(engine, port.shop, "")
        ids = [
            copy.submit(a_content(), ref=f"r{number}", idempotency_key=f"k{number}").remote_id
            for number in range(6)
        ]
        states = []
        for _ in range(24):
            time.at += timedelta(hours=1)
            states += [look(copy, remote_id).state for remote_id in ids]
        return states

    assert history("a", 3) == history("b", 3)
    if port.code == "postmart":
        assert history("c", 3) != history("d", 4)


TITLES = st.one_of(
    st.text(max_size=8),
    st.integers(95, 130).map(lambda length: "ờ" * length),
    st.sampled_from(["Bưởi OCOP 3 sao", "Bưởi OCOP bốn sao", "Gọi 0912 345 678", "Bưởi 5 sao"]),
    st.integers(248, 252).map(lambda length: "b" * length),
)
CONTENTS = st.builds(
    a_content,
    title=TITLES,
    description=st.one_of(st.just(""), st.text(max_size=20), TITLES),
    price_vnd=st.one_of(st.none(), st.integers(0, 2_000), st.just(45_000)),
    photos=st.builds(pictures, st.integers(0, 4), st.sampled_from([320, 499, 500, 900])),
    season_from=st.one_of(st.none(), st.integers(0, 13)),
    season_to=st.one_of(st.none(), st.integers(1, 12)),
    monthly_output=st.sampled_from([None, "", " ", "2 tấn"]),
    papers=st.sampled_from([(), (COMMITMENT,), (ORGANIC,), (ORGANIC, COMMITMENT)]),
    stars=st.sampled_from([None, THREE_STARS]),
    commune_code=st.sampled_from(["16144", "00001"]),
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=CONTENTS)
def test_check_agrees_with_submit(port: SandboxAdapter, content: object) -> None:
    """What our check lets through is taken, what it finds wrong is refused, by the same field."""
    assert isinstance(content, type(a_content()))
    found = {issue.field for issue in port.check(content)}
    try:
        port.submit(content, ref=repr(content), idempotency_key=repr(content))
        refused: set[str] = set()
    except Rejected as rejected:
        refused = {issue.field for issue in rejected.issues}
    assert refused == found
