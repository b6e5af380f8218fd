"""One table decides what happens to a listing; every combination has its answer."""

import itertools

import pytest

from agrimarket.channels.port import Sight
from agrimarket.channels.reconcile import Act, Seen, Wish, plan, seen_of

EVERY = list(itertools.product(Wish, Seen, (True, False), (True, False)))


@pytest.mark.parametrize(("wish", "seen", "same", "has_item"), EVERY)
def test_every_combination_has_an_answer(
    wish: Wish, seen: Seen, same: bool, has_item: bool
) -> None:
    act = plan(wish, seen, same=same, has_item=has_item)
    assert isinstance(act, Act)
    if wish is Wish.ABSENT:
        assert act not in {Act.SUBMIT, Act.UPDATE, Act.WAIT, Act.BLOCK}
    else:
        assert act is not Act.WITHDRAW
    if not has_item:
        assert act not in {Act.UPDATE, Act.WITHDRAW}


@pytest.mark.parametrize(
    ("seen", "same", "act"),
    [
        (Seen.UNKNOWN, False, Act.LOOK),
        (Seen.UNKNOWN, True, Act.LOOK),
        (Seen.STRANGE, True, Act.BLOCK),
        (Seen.STRANGE, False, Act.BLOCK),
        (Seen.ABSENT, True, Act.SUBMIT),
        (Seen.ABSENT, False, Act.SUBMIT),
        (Seen.PENDING_REVIEW, True, Act.WAIT),
        (Seen.PENDING_REVIEW, False, Act.UPDATE),
        (Seen.LIVE, True, Act.NOTHING),
        (Seen.LIVE, False, Act.UPDATE),
        (Seen.REJECTED, True, Act.BLOCK),
        (Seen.REJECTED, False, Act.UPDATE),
        (Seen.SUSPENDED, True, Act.BLOCK),
        (Seen.SUSPENDED, False, Act.BLOCK),
        (Seen.LOCKED, True, Act.BLOCK),
        (Seen.LOCKED, False, Act.BLOCK),
    ],
)
def test_wanted(seen: Seen, same: bool, act: Act) -> None:
    assert plan(Wish.LISTED, seen, same=same, has_item=True) is act


@pytest.mark.parametrize("seen", Seen)
@pytest.mark.parametrize("same", [True, False])
def test_unwanted_is_taken_off_wherever_it_is(seen: Seen, same: bool) -> None:
    act = plan(Wish.ABSENT, seen, same=same, has_item=True)
    expected = {Seen.UNKNOWN: Act.LOOK, Seen.ABSENT: Act.NOTHING}
    assert act is expected.get(seen, Act.WITHDRAW)


def test_nothing_is_created_before_it_was_looked_for() -> None:
    for wish, same, has_item in itertools.product(Wish, (True, False), (True, False)):
        assert plan(wish, Seen.UNKNOWN, same=same, has_item=has_item) is Act.LOOK


def test_a_refused_content_changed_since_is_offered_anew() -> None:
    assert plan(Wish.LISTED, Seen.REJECTED, same=False, has_item=False) is Act.SUBMIT


@pytest.mark.parametrize("state", Sight)
def test_a_word_nobody_knows_is_strange_and_never_live(state: Sight) -> None:
    assert seen_of(state.value, None) is Seen(state.value)
    strange = seen_of(state.value, "CHO_XU_LY_DAC_BIET")
    assert (strange is Seen.STRANGE) == (state is Sight.UNKNOWN)
