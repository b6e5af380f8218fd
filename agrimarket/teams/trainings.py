"""Trainings: noted, mended, withdrawn with a reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.refusals import CommuneOutsideScope
from agrimarket.households.scope import may_write_in
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import InvalidFields, NotFound
from agrimarket.kit.ids import IdTaken, accept_id, new_id
from agrimarket.kit.seen import seen
from agrimarket.places import is_commune, tidy
from agrimarket.teams import store_trainings as store
from agrimarket.teams.kinds import AUDIENCES, TOPICS
from agrimarket.teams.models import Training
from agrimarket.teams.refusals import AlreadyRemoved, ReasonNeeded
from agrimarket.teams.teams import COMMUNE_WRONG, FUTURE

TOPIC_NEEDED = "Hãy chọn một nội dung trong danh sách."
AUDIENCE_NEEDED = "Hãy chọn tập huấn cho ai."
DAY_NEEDED = "Hãy ghi ngày tập huấn."
HOURS_WRONG = "Số giờ từ 0,5 đến 200."
FIRST_YEAR = 2015  # no community team, nor a booth on the net, before
SHORTEST_REASON = 5
WORDS = {"title": 200, "place": 120, "held_by": 120}
PLAIN = ("topic", "audience", "held_on", "commune_code", "hours")


def training(session: Session, *, viewer: Viewer, training_id: str, lock: bool = False) -> Training:
    """A training in the viewer's scope; NotFound."""
    found = store.training(session, viewer, training_id, lock=lock)
    if found is None:
        raise NotFound
    return found


def create_training(
    session: Session, *, viewer: Viewer, id: str | None = None, **typed: Any
) -> Training:
    """A training that was held; `topic`, `audience`, `held_on`, `commune_code` are needed.

    `hours` how long it took. InvalidFields, CommuneOutsideScope, IdTaken.
    """
    made = Training(id=new_id() if id is None else accept_id(id))
    if id is not None and session.get(Training, made.id) is not None:
        raise IdTaken
    _put(made, dict.fromkeys(PLAIN) | typed)
    _refuse_commune(viewer, made)
    session.add(made)
    session.flush()
    audit.record(session, viewer, "training_created", kind="training", id=made.id, after=told(made))
    return made


def change_training(
    session: Session, *, viewer: Viewer, training: Training, changes: Mapping[str, Any]
) -> Training:
    """Set the named fields. AlreadyRemoved, and as create_training."""
    refuse_writing(viewer, training)
    before = told(training)
    with session.no_autoflush:
        _put(training, changes)
        _refuse_commune(viewer, training)
    if told(training) != before:
        training.updated_at = clock.now()
        session.flush()
        audit.record(
            session, viewer, "training_changed", kind="training", id=training.id,
            before=before, after=told(training),
        )  # fmt: skip
    return training


def withdraw_training(
    session: Session, *, viewer: Viewer, training: Training, reason: str
) -> Training:
    """Take back what never was, or was noted twice. AlreadyRemoved, ReasonNeeded."""
    refuse_writing(viewer, training)
    training.removed_reason = checked_reason(reason)
    training.removed_at = clock.now()
    session.flush()
    audit.record(
        session, viewer, "training_withdrawn", kind="training", id=training.id,
        before=told(training), reason=training.removed_reason,
    )  # fmt: skip
    return training


def refuse_writing(viewer: Viewer, training: Training) -> None:
    """CommuneOutsideScope; AlreadyRemoved for one that was withdrawn."""
    if not may_write_in(viewer, training.commune_code):
        raise CommuneOutsideScope
    if training.removed_at is not None:
        raise AlreadyRemoved


def checked_reason(text: str) -> str:
    """One line of at least five letters; ReasonNeeded."""
    reason = tidy(seen(text))[:500]
    if len(reason) < SHORTEST_REASON:
        raise ReasonNeeded(fields={"reason": [ReasonNeeded.sentence]})
    return reason


def told(training: Training) -> dict[str, Any]:
    """What the trail keeps of a training."""
    return {
        "topic": training.topic,
        "title": training.title,
        "audience": training.audience,
        "held_on": training.held_on.isoformat(),
        "commune_code": training.commune_code,
        "place": training.place,
        "hours": None if training.hours is None else f"{training.hours:.1f}",
        "held_by": training.held_by,
    }


def _refuse_commune(viewer: Viewer, training: Training) -> None:
    if not may_write_in(viewer, training.commune_code):
        raise CommuneOutsideScope(fields={"commune_code": [CommuneOutsideScope.sentence]})


def _put(training: Training, values: Mapping[str, Any]) -> None:
    for name in PLAIN:
        if name in values:
            setattr(training, name, values[name])
    for name, longest in WORDS.items():
        if name in values:
            setattr(training, name, tidy(values[name] or "")[:longest] or None)
    faults: dict[str, list[str]] = {}
    if training.topic not in TOPICS:
        faults["topic"] = [TOPIC_NEEDED]
    if training.audience not in AUDIENCES:
        faults["audience"] = [AUDIENCE_NEEDED]
    if not is_commune(training.commune_code or ""):
        faults["commune_code"] = [COMMUNE_WRONG]
    if training.hours is not None and not 0.5 <= training.hours <= 200:
        faults["hours"] = [HOURS_WRONG]
    faults |= _day(training.held_on)
    if faults:
        raise InvalidFields(fields=faults)


def _day(day: date | None) -> dict[str, list[str]]:
    if day is None or day.year < FIRST_YEAR:
        return {"held_on": [DAY_NEEDED]}
    return {"held_on": [FUTURE]} if day > clock.today() else {}
