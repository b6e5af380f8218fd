"""The door for other rooms: what may be done with teams and trainings."""

from agrimarket.teams.attendance import add_attendance, attendee, remove_attendance
from agrimarket.teams.counts import COUNTED, Counts, counts
from agrimarket.teams.teams import add_member, change_member, change_team, create_team, team
from agrimarket.teams.trainings import (
    change_training,
    create_training,
    training,
    withdraw_training,
)

__all__ = [
    "COUNTED",
    "Counts",
    "add_attendance",
    "add_member",
    "attendee",
    "change_member",
    "change_team",
    "change_training",
    "counts",
    "create_team",
    "create_training",
    "remove_attendance",
    "team",
    "training",
    "withdraw_training",
]
