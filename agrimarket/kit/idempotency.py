"""A request sent twice has one effect: the answer is kept in the commit of that effect."""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Response, current_app, g, request
from sqlalchemy import LargeBinary, String, delete, insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from agrimarket.kit import clock
from agrimarket.kit.access import current_viewer, require
from agrimarket.kit.db import Base, db, finish, one_commit, undo
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.ids import IdTaken, accept_id
from agrimarket.kit.key_watch import keys_of
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.rekey import SealedColumn
from agrimarket.kit.sealed import seal_bytes, unseal_bytes

KEPT_FOR = timedelta(days=30)
LEASE = timedelta(seconds=90)  # longer than any request may take
LONGEST_KEY = 200

View = TypeVar("View", bound=Callable[..., Any])


class KeyReused(Refusal):
    """The same Idempotency-Key came with another body."""

    code = "idempotency_key_reused"
    sentence = "Idempotency-Key này đã dùng cho nội dung khác. Hãy tạo khóa mới rồi gửi lại."


class StillRunning(Refusal):
    """The first request with this key has not been answered yet."""

    code = "request_in_progress"
    kind = Kind.CONFLICT
    sentence = "Yêu cầu trước với cùng khóa đang được xử lý. Hãy chờ vài giây rồi gửi lại."


class KeyEmpty(Refusal):
    """An Idempotency-Key of nothing but blanks would be everybody's key."""

    code = "idempotency_key_empty"
    sentence = "Idempotency-Key đang trống. Hãy gửi một khóa riêng cho mỗi yêu cầu, hoặc bỏ hẳn."


class KeyTooLong(Refusal):
    """An Idempotency-Key longer than the column."""

    code = "idempotency_key_too_long"
    sentence = "Idempotency-Key dài quá 200 ký tự. Hãy dùng khóa ngắn hơn."


class AnswerOutOfReach(Refusal):
    """The act was done; who did it may no longer see what came of it."""

    code = "answer_out_of_reach"
    kind = Kind.CONFLICT
    sentence = (
        "Việc này đã làm xong, nhưng phạm vi của bạn đã đổi nên không xem lại được kết quả. "
        "Hãy mở danh sách để xem những gì bạn đang phụ trách."
    )


class KeptAnswer(Base):
    """One key of one caller; without a status while its request runs."""

    __tablename__ = "kept_answer"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    body_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[int | None]
    reach: Mapped[dict[str, Any] | None]  # how far the caller saw then
    headers: Mapped[dict[str, Any] | None]
    # It tells names and phones, and outlives what it told of: sealed like any field.
    body_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


@dataclass(frozen=True)
class Claim:
    """The key under which this request runs; the body's hash under each version of the key."""

    key: str
    body_hash: str
    known_hashes: frozenset[str]
    by_id: bool


def not_kept(view: View) -> View:
    """Mark a writing view whose answer may never be stored: it tells what is revealed once."""
    view.__not_kept__ = True  # type: ignore[attr-defined]  # read by answers_once below
    return view


def in_pieces(view: View) -> View:
    """Mark a writing view that commits by itself, piece by piece, and knows its own repetitions."""
    view.__in_pieces__ = True  # type: ignore[attr-defined]  # read by answers_once below
    return view


def answers_once(view: View) -> View:
    """Wrap a writing API view: commit after its answer is made, keep and replay that answer."""

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        roles = getattr(view, "__access__", None)
        if isinstance(roles, tuple):
            require(roles)  # whoever lost the role gets no old answer either
        if getattr(view, "__in_pieces__", False):
            return view(*args, **kwargs)
        claim = None if getattr(view, "__not_kept__", False) else _claim()
        if claim is None:
            return _answer(view, args, kwargs)
        kept = _take(claim)
        if kept is not None:
            return kept
        try:
            return _answer(view, args, kwargs, claim)
        except Refusal as refusal:
            _keep_refusal(claim, refusal)
            raise
        except BaseException:
            _release(claim)
            raise

    return cast(View, wrapped)


def _answer(view: View, args: Any, kwargs: Any, claim: Claim | None = None) -> Response:
    """Run the view with its commit held open until its answer is complete."""
    session = db.session()
    g.answer_commits = True
    try:
        response = current_app.make_response(view(*args, **kwargs))
        if claim is not None and session.info.get("writing"):
            _store(session, claim, response)
        if session.info.get("writing"):
            finish(session)
        elif claim is not None:
            g.pop("answer_commits", None)  # nothing was written, so nothing is held open
            _release(claim)
        return response
    except BaseException:
        undo(session)
        raise
    finally:
        g.pop("answer_commits", None)


def _claim() -> Claim | None:
    """The caller's key, or the id the caller gave the new thing; None without either."""
    header = request.headers.get("Idempotency-Key")
    body = request.get_json(silent=True) if request.is_json else None
    given = body.get("id") if isinstance(body, dict) and request.method == "POST" else None
    if (header is None and not isinstance(given, str)) or not current_viewer().signed_in:
        return None
    if header is not None and not header.strip():
        raise KeyEmpty
    if header is not None and len(header) > LONGEST_KEY:
        raise KeyTooLong
    name = f"key {header}" if header is not None else f"id {accept_id(str(given))}"
    parts = [current_viewer().caller, request.method, request.full_path, name]
    key = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    # Keyed: a body may hold a citizen number, and a plain hash of one is guessed in minutes.
    keys, content = keys_of(current_app), _content(body)
    hashes = {
        version: hmac.new(secret, content, hashlib.sha256).hexdigest()
        for version, secret in keys.blind_index.items()
    }
    newest = hashes[keys.newest_blind_index]
    return Claim(key, newest, frozenset(hashes.values()), header is None)


def _content(body: Any) -> bytes:
    """The request's content in one form: spacing, key order and form boundaries do not matter."""
    if body is not None:
        return json.dumps(body, sort_keys=True).encode()
    if request.mimetype != "multipart/form-data":
        return request.get_data(cache=True)
    # A part may come without a name, which is then None: it sorts as a text.
    files = []
    for name, file in request.files.items(multi=True):
        files.append((str(name), hashlib.sha256(file.stream.read()).hexdigest()))
        file.stream.seek(0)
    typed = [(str(name), value) for name, value in request.form.items(multi=True)]
    return json.dumps([sorted(typed), sorted(files)]).encode()


def _take(claim: Claim) -> Response | None:
    """Mark the key as running, or answer with what was kept under it."""
    with _own_commit() as session:
        kept = session.get(KeptAnswer, claim.key, with_for_update=True)
        if kept is not None and kept.at < clock.now() - KEPT_FOR:
            session.delete(kept)
            session.flush()
            kept = None
        if kept is None:
            try:
                with session.begin_nested():
                    session.execute(
                        insert(KeptAnswer).values(
                            key=claim.key,
                            body_hash=claim.body_hash,
                            at=clock.now(),
                            reach=current_viewer().reach,
                        )
                    )
            except IntegrityError:
                raise StillRunning from None
            return None
        return _replay(session, claim, kept)


def _replay(session: Session, claim: Claim, kept: KeptAnswer) -> Response | None:
    if kept.body_hash not in claim.known_hashes:
        raise IdTaken if claim.by_id else KeyReused
    if kept.status is None:
        if kept.at > clock.now() - LEASE:
            raise StillRunning
        kept.at = clock.now()  # its process died; nothing of it was committed
        session.flush()
        return None
    if kept.reach is not None and not current_viewer().reaches(kept.reach):
        raise AnswerOutOfReach
    body = None if kept.body_sealed is None else opened_body(keys_of(current_app), kept)
    response = Response(body, status=kept.status, headers=kept.headers)
    response.headers["Idempotent-Replay"] = "true"
    return response


def opened_body(keys: Keys, kept: KeptAnswer) -> bytes:
    """What was answered; SealBroken where nobody can open it."""
    return unseal_bytes(keys, kept.body_sealed or b"", place=_place(kept.key))


def _store(session: Session, claim: Claim, response: Response) -> None:
    if response.status_code >= 500 or response.status_code == 429:
        session.execute(delete(KeptAnswer).where(KeptAnswer.key == claim.key))
        return
    headers = {
        name: value
        for name, value in response.headers.items()
        if name in {"Content-Type", "ETag", "Location"}
    }
    session.execute(
        update(KeptAnswer)
        .where(KeptAnswer.key == claim.key)
        .values(
            status=response.status_code,
            headers=headers,
            body_sealed=seal_bytes(
                keys_of(current_app), response.get_data(), place=_place(claim.key)
            ),
        )
    )


def _place(key: str) -> str:
    return f"kept_answer.body_sealed.{key}"


def _keep_refusal(claim: Claim, refusal: Refusal) -> None:
    """A refusal is an answer too: the same request gets it again, except "later, please"."""
    if refusal.kind in {Kind.TOO_MANY, Kind.SIGNED_OUT} or claim.by_id:
        _release(claim)  # by_id: mend and send the same id again
        return
    problem: Callable[[Refusal], Response] = current_app.extensions["agrimarket.problem"]
    with _own_commit() as session:
        _store(session, claim, problem(refusal))


def _release(claim: Claim) -> None:
    with _own_commit() as session:
        session.execute(delete(KeptAnswer).where(KeptAnswer.key == claim.key))


def _own_commit() -> Any:
    """A commit of its own, beside the view's."""
    held = g.pop("answer_commits", None)
    if held:
        raise RuntimeError("the key is claimed before the view runs, and settled after it")
    return one_commit()


def forget_old(session: Session) -> None:
    """Drop answers older than their term; called by the daily job."""
    session.execute(delete(KeptAnswer).where(KeptAnswer.at < clock.now() - KEPT_FOR))


REKEYED = (SealedColumn(KeptAnswer.body_sealed, place=lambda row: _place(row.key)),)
