"""A room of its own for the kit's tests: notes that are written, read and refused."""

from typing import Any

import marshmallow as ma
from flask import Flask
from sqlalchemy import Text, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

from agrimarket.kit.access import SIGNED_IN, allow, current_viewer
from agrimarket.kit.api import ApiBlueprint
from agrimarket.kit.audit import record
from agrimarket.kit.db import Base, Kept, db, one_commit, reading
from agrimarket.kit.errors import Kind, Refusal


class ToyBase(DeclarativeBase):
    """A base of its own, so that no other test meets the toy's table in the service's metadata."""

    registry = registry(type_annotation_map=Base.registry.type_annotation_map)


class Note(Kept, ToyBase):
    """A line of text."""

    __tablename__ = "toy_note"

    text: Mapped[str] = mapped_column(Text)


class NoteRefused(Refusal):
    """A note the toy room does not take."""

    code = "note_refused"
    kind = Kind.CONFLICT
    sentence = "Không nhận ghi chú này. Hãy viết lại."


class NoteIn(ma.Schema):
    id = ma.fields.String()
    text = ma.fields.String(required=True)


class NoteOut(ma.Schema):
    id = ma.fields.String()
    text = ma.fields.Function(lambda note: _shown(note))


def _shown(note: Any) -> str:
    if note.text == "break while answering":
        raise ValueError("the answer cannot be made")
    return str(note.text)


def install(app: Flask) -> None:
    """Add the room to an app that has not answered yet."""
    blueprint = ApiBlueprint("toy", __name__, description="toy")

    @blueprint.route("/toys", methods=["POST"])
    @allow(*SIGNED_IN)
    @blueprint.arguments(NoteIn)
    @blueprint.response(201, NoteOut)
    def create(data: dict[str, str]) -> Note:
        with one_commit() as session:
            note = Note(**data)
            session.add(note)
            session.flush()
            record(session, current_viewer(), "toy", kind="toy", id=note.id, after=data)
            if note.text == "refuse":
                raise NoteRefused
            if note.text == "bug":
                raise RuntimeError("planted")
        return note

    Note.__table__.create(db.engine, checkfirst=True)  # type: ignore[attr-defined]
    app.register_blueprint(blueprint)


def count() -> int:
    """How many notes were kept."""
    session = reading()
    session.rollback()
    return session.scalar(select(func.count()).select_from(Note)) or 0
