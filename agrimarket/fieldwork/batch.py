"""A batch commits in pieces, one for each operation: what was done stays, whatever cuts the line.

The connection may die at any byte; the phone then sends the whole batch again, and what came
the first time is answered from what was kept (docs/decisions/0020).
"""

from collections.abc import Sequence
from typing import Any

from agrimarket.fieldwork import answers, sent, store, take
from agrimarket.fieldwork.refusals import OperationInvalid, TooManyOperations
from agrimarket.fieldwork.schemas import MOST_OPERATIONS
from agrimarket.fieldwork.sent import Operation
from agrimarket.households.refusals import DuplicateHousehold
from agrimarket.households.showing.oracle import count_elsewhere
from agrimarket.kit.access import Viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal, TooMany
from agrimarket.kit.ids import is_id
from agrimarket.kit.logs import log


def run(viewer: Viewer, raw: Sequence[Any]) -> str:
    """The answer to a batch as JSON, one result for each operation in the order sent.

    TooManyOperations; everything else that is wrong is a result.
    """
    if len(raw) > MOST_OPERATIONS:
        raise TooManyOperations(most=MOST_OPERATIONS)
    read = [_read(one) for one in raw]
    release(viewer)  # what a crash left waiting
    known = _known(viewer, [one for one in read if isinstance(one, Operation)])
    texts = [
        one if isinstance(one, str) else known.get(one.id) or _one(viewer, one) for one in read
    ]
    release(viewer)
    return answers.batch(_settled(viewer, read, texts))


def release(viewer: Viewer) -> int:
    """Act on held operations whose turn has come, each in its commit; how many."""
    done: set[str] = set()
    while ids := [one for one in store.ready(reading(), viewer.caller) if one not in done]:
        for id in ids:
            done.add(id)
            _one_held(viewer, id)
    return len(done)


def _one_held(viewer: Viewer, id: str) -> None:
    told = ""
    try:
        with one_commit() as session:
            told = take.take_held(session, viewer=viewer, operation_id=id)
    except TooMany:
        return  # it keeps waiting
    except Exception as error:  # one that breaks keeps waiting, and the others do not
        log.error("field_operation_broke", error=error, operation=id)
    finally:
        reading().expunge_all()
    _count_question(viewer, told)


def _read(raw: Any) -> Operation | str:
    """The operation, or the result of one that cannot be read."""
    try:
        return sent.read(raw)
    except OperationInvalid as refusal:
        id, object_id = (_id_in(raw, name) for name in ("id", "object_id"))
        return answers.text_of(id, object_id, answers.refused(refusal))


def _known(viewer: Viewer, operations: Sequence[Operation]) -> dict[str, str]:
    """Answers of those that came before, in one read; the same id twice is looked at one by one."""
    session = reading()
    rows = store.by_ids(session, [one.id for one in operations])
    ids = [one.id for one in operations]
    return {
        one.id: take.again(session, viewer=viewer, operation=one, known=rows[one.id])
        for one in operations
        if one.id in rows and ids.count(one.id) == 1
    }


def _one(viewer: Viewer, operation: Operation) -> str:
    """One operation in a commit of its own; what breaks in it is told, and kept nowhere."""
    try:
        with one_commit() as session:
            told = take.take(session, viewer=viewer, operation=operation)
    except Refusal as refusal:
        return answers.later(operation.id, operation.object_id, refusal)
    except Exception as error:  # a fault in one operation must not take the batch with it
        log.error("field_operation_broke", error=error, operation=operation.id)
        return answers.failed(operation.id, operation.object_id)
    finally:
        reading().expunge_all()  # the next one reads what others wrote meanwhile
    _count_question(viewer, told)
    return told


def _settled(viewer: Viewer, read: Sequence[Operation | str], texts: Sequence[str]) -> list[str]:
    """The texts, with the outcome of those that were held until a later one of the batch came."""
    held = [
        one for one, text in zip(read, texts, strict=True)
        if isinstance(one, Operation) and '"status":"held"' in text
    ]  # fmt: skip
    rows = store.by_ids(reading(), [one.id for one in held])
    now = {
        one.id: take.again(reading(), viewer=viewer, operation=one, known=rows.get(one.id))
        for one in held
    }
    return [
        now.get(one.id, text) if isinstance(one, Operation) else text
        for one, text in zip(read, texts, strict=True)
    ]


def _count_question(viewer: Viewer, told: str) -> None:
    """A duplicate somewhere else tells that a number is registered: showing/oracle.py."""
    if f'"code":"{DuplicateHousehold.code}"' in told and '"known_id"' not in told:
        try:
            count_elsewhere(viewer, DuplicateHousehold())
        except TooMany:
            return  # this one is answered; the next will be asked to wait


def _id_in(raw: Any, name: str) -> str | None:
    told = raw.get(name) if isinstance(raw, dict) else None
    return told if isinstance(told, str) and is_id(told) else None
