"""One operation of a phone: taken once, held until its turn, answered the same ever after."""

from sqlalchemy.orm import Session

from agrimarket.fieldwork import answers, citizen, kinds, sent, store
from agrimarket.fieldwork.answers import HELD, REFUSED, Outcome
from agrimarket.fieldwork.models import FieldOperation
from agrimarket.fieldwork.refusals import AfterRefused, OperationIdTaken, TooManyHeld
from agrimarket.fieldwork.sent import Operation
from agrimarket.households.field_changes import CHAIN
from agrimarket.households.keys import the_keys
from agrimarket.households.showing.oracle import NUMBER, may_ask
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import Kind, NotFound, Refusal
from agrimarket.kit.ids import is_id, of_any_clock

NOT_KEPT = (Kind.TOO_MANY, Kind.SIGNED_OUT)  # later, please: said again it may be otherwise
LATER = "audit"  # session.info: acts noted for the commit
ASKS = (NUMBER,)
MOST_HELD = 1000  # of one sender: what a phone has that was a season offline


def take(session: Session, *, viewer: Viewer, operation: Operation) -> str:
    """The result as JSON: what is kept of it where it came before, else what becomes of it now.

    Two that come at once are told apart by the database: who inserts the id acts. A refusal of
    the rooms is a result too; TooMany and whatever breaks is raised, and nothing is kept.
    """
    known = store.by_id(session, operation.id)
    if known is None:
        row = _row(viewer, operation)
        if store.claim(session, row):
            return _decide(session, viewer, operation, row)
        known = store.by_id(session, operation.id, hold=True)
    return again(session, viewer=viewer, operation=operation, known=known)


def again(
    session: Session, *, viewer: Viewer, operation: Operation, known: FieldOperation | None
) -> str:
    """The kept answer, byte for byte; another content or sender under that id is refused."""
    keys = the_keys()
    if (
        known is None
        or known.who != viewer.caller
        or not operation.is_the_one(keys, known.content_hash)
    ):
        refusal = OperationIdTaken()
        return answers.text_of(operation.id, operation.object_id, answers.refused(refusal))
    return known.answer


def take_held(session: Session, *, viewer: Viewer, operation_id: str) -> str:
    """The result of one whose turn has come; "" where somebody else acted meanwhile."""
    row = store.by_id(session, operation_id, hold=True)
    if row is None or row.status != HELD or row.body_sealed is None:
        return ""
    operation = sent.opened(the_keys(), row.id, row.body_sealed)
    return _decide(session, viewer, operation, row)


def _row(viewer: Viewer, operation: Operation) -> FieldOperation:
    return FieldOperation(
        id=operation.id, who=viewer.caller, content_hash=operation.index(the_keys()),
        kind=operation.kind[:24], object_id=operation.object_id, after_id=operation.after,
        chain=operation.id, status=HELD, answer="", told_at=operation.told_at,
        received_at=clock.now(),
    )  # fmt: skip


def _decide(session: Session, viewer: Viewer, operation: Operation, row: FieldOperation) -> str:
    """Hold it, or let the rooms act inside a savepoint of its own, and keep the answer."""
    before = store.of_sender(session, row.who, operation.after) if operation.after else None
    if operation.after and (before is None or before.status == HELD):
        if row.body_sealed is None and store.held_by(session, row.who) > MOST_HELD:
            raise TooManyHeld
        row.body_sealed = sent.seal(the_keys(), operation)
        row.household_id = _about(operation) or (before.household_id if before else None)
        return _keep(session, row, operation, Outcome(HELD, household_id=row.household_id))
    row.chain = before.chain if before is not None else operation.id
    outcome = _act(session, viewer, operation, row)
    if before is not None and before.status == REFUSED and isinstance(outcome.refusal, NotFound):
        outcome = answers.refused(AfterRefused())
    row.body_sealed = None
    return _keep(session, row, operation, outcome)


def _act(session: Session, viewer: Viewer, operation: Operation, row: FieldOperation) -> Outcome:
    noted = len(session.info.get(LATER, ()))
    session.info[CHAIN] = row.chain
    try:
        may_ask(viewer, ASKS if citizen.FIELD in operation.fields else ())
        with session.begin_nested(), of_any_clock():
            return kinds.do(session, viewer=viewer, operation=operation, row=row)
    except Refusal as refusal:
        del session.info.get(LATER, [])[noted:]  # what was noted went with the savepoint
        if refusal.kind in NOT_KEPT:
            raise
        return answers.refused(refusal, _about(operation))
    finally:
        session.info.pop(CHAIN, None)


def _keep(session: Session, row: FieldOperation, operation: Operation, outcome: Outcome) -> str:
    row.status, row.made_id = outcome.status, outcome.made_id
    row.household_id = outcome.household_id or row.household_id
    row.answer = answers.text_of(operation.id, operation.object_id, outcome)
    session.flush()
    return row.answer


def _about(operation: Operation) -> str | None:
    """Whom a waiting operation speaks of, as far as it says, so that forgetting them reaches it."""
    if operation.kind.startswith(("household.", "consent.")):
        return operation.object_id
    owner = operation.fields.get("household_id")
    return owner.lower() if isinstance(owner, str) and is_id(owner) else None
