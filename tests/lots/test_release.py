"""Releasing a lot: what must be done first, and who may look away."""

from tests.builders.lots import a_lot
from tests.people import People


def test_a_ready_lot_leaves_the_yard(people: People) -> None:
    lot = a_lot(people, state="open")
    answer = people.nam.post(f"/api/v1/lots/{lot.id}/release")
    assert lot.state
