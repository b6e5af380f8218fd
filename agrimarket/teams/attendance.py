"""Who came to a training: ticked or pasted, each person once, mended later with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.places import fold
from agrimarket.teams import store_trainings as store
from agrimarket.teams.models import Attendance, TeamMember, Training
from agrimarket.teams.pasted import Pasted, Person, read_people
from agrimarket.teams.refusals import AlreadyRemoved, AttendeeMissing, NobodyNamed
from agrimarket.teams.trainings import checked_reason, refuse_writing


@dataclass(slots=True)
class Added:
    """What became of a list: how many were added, who was on it already, what nobody can read."""

    added: int = 0
    again: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def attendee(
    session: Session, *, viewer: Viewer, training: Training, attendance_id: str
) -> Attendance:
    """One of the list whom the viewer may be told of; NotFound."""
    found = store.attendee(session, viewer, training.id, attendance_id)
    if found is None:
        raise NotFound
    return found


def add_attendance(
    session: Session,
    *,
    viewer: Viewer,
    training: Training,
    household_ids: Sequence[str] = (),
    team_member_ids: Sequence[str] = (),
    names: str = "",
) -> Added:
    """Put households, members of teams and pasted names on the list, each person once.

    A name that is on it already, as a household's head, a team's member or a name, is not
    counted again; a name that stands there and is now ticked as a household becomes that
    household. The training is visible and locked. CommuneOutsideScope, AlreadyRemoved,
    AttendeeMissing, NobodyNamed.
    """
    refuse_writing(viewer, training)
    households, members = set(household_ids), set(team_member_ids)
    pasted = read_people(names)
    if not (households or members or pasted.people):
        raise NobodyNamed(fields={"names": [NobodyNamed.sentence]})
    heads = {
        id: one.head_name or one.name
        for id, one in store.households(session, viewer, sorted(households)).items()
    }
    people = store.team_members(session, viewer, sorted(members))
    if set(heads) != households or set(people) != members:
        raise AttendeeMissing
    there = _There(session, training)
    found = Added(again=list(pasted.again), unread=list(pasted.unread))
    for id, name in sorted(heads.items()):
        _tick(session, there, found, name, household_id=id)
    for id, one in sorted(people.items()):
        _tick(session, there, found, one.name, team_member_id=id)
    _write(session, there, found, pasted)
    _note(session, viewer, training, found)
    return found


def remove_attendance(
    session: Session, *, viewer: Viewer, training: Training, row: Attendance, reason: str
) -> Attendance:
    """Take somebody off the list who was not there; the row stays, with the reason.

    CommuneOutsideScope, AlreadyRemoved, ReasonNeeded.
    """
    refuse_writing(viewer, training)
    if row.removed_at is not None:
        raise AlreadyRemoved
    row.removed_reason = checked_reason(reason)
    row.removed_at = clock.now()
    session.flush()
    audit.record(
        session, viewer, "attendance_removed", kind="training", id=training.id,
        before={"attendance": row.id, "household": row.household_id},
        reason=row.removed_reason,
    )  # fmt: skip
    return row


def _note(session: Session, viewer: Viewer, training: Training, found: Added) -> None:
    session.flush()
    if found.added:
        audit.record(
            session, viewer, "attendance_added", kind="training", id=training.id,
            after={"people": found.added},
        )  # fmt: skip


class _There:
    """Who is on a training's list, known again by id and by name."""

    def __init__(self, session: Session, training: Training) -> None:
        self.training_id = training.id
        rows = store.present(session, training.id)
        self.ids = {id for row in rows for id in (row.household_id, row.team_member_id) if id}
        self.written = {row.name_folded: row for row in rows if row.name_folded}
        heads = store.heads_of(session, [row.household_id for row in rows if row.household_id])
        self.known = {fold(name) for name in heads.values()}
        self.known |= {fold(name) for name in _names_of(session, rows)}


def _names_of(session: Session, rows: Sequence[Attendance]) -> list[str]:
    ids = [row.team_member_id for row in rows if row.team_member_id]
    found = (session.get(TeamMember, id) for id in ids)
    return [one.name for one in found if one is not None]


def _tick(session: Session, there: _There, found: Added, name: str, **link: str) -> None:
    (id,) = link.values()
    if id in there.ids:
        found.again.append(name)
        return
    there.ids.add(id)
    there.known.add(fold(name))
    same = there.written.pop(fold(name), None)
    if same is not None:  # the name on the list turns out to be this one
        _link(same, link)
        found.again.append(name)
        return
    session.add(Attendance(training_id=there.training_id, **link))
    found.added += 1


def _link(row: Attendance, link: Mapping[str, Any]) -> None:
    for column, id in link.items():
        setattr(row, column, id)
    row.name = row.name_folded = None


def _write(session: Session, there: _There, found: Added, pasted: Pasted) -> None:
    for one in pasted.people:
        if one.folded in there.known or one.folded in there.written:
            found.again.append(one.name)
            continue
        session.add(_row(there.training_id, one))
        found.added += 1


def _row(training_id: str, one: Person) -> Attendance:
    return Attendance(training_id=training_id, name=one.name, name_folded=one.folded, sex=one.sex)
