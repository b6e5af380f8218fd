"""New keys for everything sealed or hashed, while the service serves; safe to repeat."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from time import sleep

from flask import Flask
from sqlalchemy.orm import Session

from agrimarket.accounts import store_rekey as accounts_rekey
from agrimarket.fieldwork import store_rekey as fieldwork_rekey
from agrimarket.households.forgetting import store_rekey as households_rekey
from agrimarket.kit import idempotency, key_check, key_watch, person_keys, rekey_jobs
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.rekey import Rekeyed
from agrimarket.privacy import sealing as privacy_sealing
from agrimarket.system import key_versions

# Everything kept under a versioned key of the key file, room by room.
REKEYED: Sequence[Rekeyed] = (
    *person_keys.REKEYED,
    *idempotency.REKEYED,
    *rekey_jobs.REKEYED,
    *households_rekey.REKEYED,
    *accounts_rekey.REKEYED,
    *privacy_sealing.REKEYED,
    *fieldwork_rekey.REKEYED,
)
# Only the owner of such a thing can renew it, by signing in: it keeps the old key waiting.
WAITS_FOR_OWNER = frozenset({"outside_identity.subject_index"})
# Sealed under a person's own key alone, which the rotation only wraps anew.
UNDER_PERSON_KEY = frozenset({
    "household.bank_sealed", "household_merge.journal_sealed", "audit_row.sealed",
    "field_conflict.mine_sealed", "field_conflict.before_sealed",
    "certificate_file.content_sealed",
})  # fmt: skip

# Every process looks at the key file once a second; those that write look as they begin.
GRACE_SECONDS = 3 * key_watch.LOOK_SECONDS
MOST_ROUNDS = 20  # other writers may hold a row for a moment, never for so long

Tell = Callable[[str, int], None]  # what, and how many rows were done just now


class StillInUse(Refusal):
    """An old key may not go while something can be opened with it alone."""

    code = "keys_still_in_use"
    kind = Kind.CONFLICT
    sentence = "Khóa cũ còn đang dùng: {what}. Hãy chạy: agrimarket keys rotate, rồi thử lại."


class NothingToForget(Refusal):
    """There is one key of each kind."""

    code = "no_older_keys"
    kind = Kind.CONFLICT
    sentence = "Tệp khóa chỉ có khóa đang dùng. Hãy chạy agrimarket keys rotate khi cần khóa mới."


def add_keys(app: Flask) -> bool:
    """The first step alone, for several machines: newer keys that open but do not write yet.

    False where they were added before.
    """
    path = _path(app)
    with key_versions.held(path):
        added = key_versions.add(path)
        key_watch.forget_look(app)
        enter_marks(app)
    return added


def rotate(app: Flask, tell: Tell, *, grace: float = GRACE_SECONDS) -> dict[str, int]:
    """Add newer keys, let them write once every process knows them, and move everything there.

    Answers what could not be moved, by name: nothing when all is done. Stopped in the middle,
    it goes on where it was. RotationRunning.
    """
    path = _path(app)
    with key_versions.held(path):
        key_versions.add(path)
        key_watch.forget_look(app)
        enter_marks(app)
        if key_versions.is_held_back(path):
            sleep(grace)  # every process can open what the newer keys will seal
            key_versions.let_write(path)
        key_watch.forget_look(app)
        sleep(grace)  # nobody writes with the older keys any more
        return _move_all(app, tell)


def _move_all(app: Flask, tell: Tell) -> dict[str, int]:
    """Round after round, for rows that another writer held or wrote behind us."""
    left: dict[str, int] = {}
    for _ in range(MOST_ROUNDS):
        for one in REKEYED:
            _move(app, one, tell)
        before, found = left, in_use(app)
        left = {name: count for name, count in found.items() if name not in WAITS_FOR_OWNER}
        if not left or left == before:
            break
        sleep(0.2)
    return left


def _move(app: Flask, one: Rekeyed, tell: Tell) -> None:
    after = None
    while True:
        with one_commit() as session:
            step = one.some(session, key_watch.keys_of(app), after)
        session.expunge_all()
        tell(one.name, step.seen)
        if step.after is None:
            return
        after = step.after


def in_use(app: Flask) -> dict[str, int]:
    """Names and numbers of rows that only an older key opens or finds."""
    session, keys = reading(), key_watch.keys_of(app)
    session.rollback()
    counted = {one.name: one.older(session, keys) for one in REKEYED}
    session.rollback()
    return {name: count for name, count in counted.items() if count}


def forget(app: Flask, *, lose: Collection[str] = (), grace: float = GRACE_SECONDS) -> None:
    """Drop the older keys for good, once nothing needs them; then old hashes are taken away.

    `lose` names what may be lost with them. NothingToForget, StillInUse, RotationRunning.
    """
    path = _path(app)
    with key_versions.held(path):
        key_watch.forget_look(app)
        if key_versions.has_older(path):
            if key_versions.is_held_back(path):
                raise StillInUse(what="khóa mới chưa được dùng")
            for pause in (0.0, grace):  # twice: a long commit may end in between
                sleep(pause)
                _refuse_use(app, lose)
            _drop_marks(app)  # before the keys: what is marked must be there
            key_versions.drop_older(path)
            key_watch.forget_look(app)
            sleep(grace)
        elif not _clear_hashes(app):
            raise NothingToForget
        while _clear_hashes(app):
            pass


def enter_marks(app: Flask) -> None:
    """Mark what the key file has gained, before anything is sealed under it; UnsafeStart."""
    with one_commit() as session:
        key_check.enter(session, key_watch.keys_of(app))


def _drop_marks(app: Flask) -> None:
    keys = key_watch.keys_of(app)
    newest = {"fields": [max(keys.fields)], "blind_index": [max(keys.blind_index)]}
    with one_commit() as session:
        key_check.keep_only(session, newest)


def _refuse_use(app: Flask, lose: Collection[str]) -> None:
    left = {name: count for name, count in in_use(app).items() if name not in lose}
    if left:
        raise StillInUse(what=", ".join(f"{name} ({count})" for name, count in left.items()))


def _clear_hashes(app: Flask) -> int:
    with one_commit() as session:
        return sum(one.clear(session, key_watch.keys_of(app)) for one in households_rekey.HASHES)


def versions(keys: Keys) -> Mapping[str, tuple[list[int], int]]:
    """Purpose > the versions there are, and the one that writes."""
    return {
        "fields": (sorted(keys.fields), keys.newest_field_key),
        "blind_index": (sorted(keys.blind_index), keys.newest_blind_index),
    }


def _path(app: Flask) -> Path:
    path: Path = app.extensions["agrimarket.settings"].key_file
    return path


def counts(session: Session, keys: Keys) -> Mapping[str, int]:
    """Name > rows that still need an older key; for `keys show`."""
    return {one.name: one.older(session, keys) for one in REKEYED}
