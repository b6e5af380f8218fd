"""A page with one form: shown, saved by one rule, or shown again with what to mend."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import marshmallow as ma
from flask import flash, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from agrimarket.kit.db import one_commit
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.paging import LIST_PAGE

Save = Callable[[Session], str]
Context = Callable[[], Mapping[str, Any]]
Around = Callable[[], AbstractContextManager[None]]
PageAnswer = Response | str | tuple[str, int]


def form_page(
    template: str, *, save: Save, context: Context, done: str, around: Around = nullcontext
) -> PageAnswer:
    """Answer GET and POST of one form whose `save` does the work in one commit.

    `save` answers where to go, an address made by url_for; `around` stands round the commit.
    For the rest see `answered`.
    """

    def act() -> str:
        with around():
            return _saved(save)

    return answered(template, act=act, context=context, done=done)


def prepared_page(
    template: str, *, prepare: Callable[[], Save], context: Context, done: str
) -> PageAnswer:
    """The same with slow work done before the commit: `prepare` does it and answers the save."""
    return answered(template, act=lambda: _saved(prepare()), context=context, done=done)


def answered(template: str, *, act: Callable[[], str], context: Context, done: str) -> PageAnswer:
    """Answer GET and POST of a form whose `act` commits by itself and answers where to go.

    `done` is said there. The template gets `errors`, `typed` (the form as sent) and what
    `context` answers. A thing missing in the path stays missing; any other refusal shows the
    form as typed, with status 422.
    """
    if request.method != "POST":
        return _page(template, {}, {}, context)
    try:
        target = act()
    except Refusal as refusal:
        if refusal.kind in {Kind.MISSING, Kind.SIGNED_OUT} and not refusal.fields:
            raise
        errors = refusal.fields or {"": [refusal.detail]}
        return _page(template, request.form, errors, context), 422
    flash(done, "good")
    return redirect(target, code=303)


def _saved(save: Save) -> str:
    with one_commit() as session:
        return save(session)


def _page(
    template: str, sent: Mapping[str, str], errors: Mapping[str, list[str]], context: Context
) -> str:
    return render_template(template, **{"typed": sent, "errors": errors, **context()})


def typed(schema: type[ma.Schema], row: Any = None) -> dict[str, Any]:
    """What a form's boxes hold: as typed after a refusal, else as the row has it."""
    names = schema().fields
    if request.method == "POST":
        return {name: request.form.get(name, "") for name in names}
    values = {name: getattr(row, name, None) if row is not None else None for name in names}
    return {name: "" if value is None else value for name, value in values.items()}


def read_query(schema: type[ma.Schema], page_size: int = LIST_PAGE) -> dict[str, Any]:
    """A list page's filters; what does not fit is left aside, as if it were not asked."""
    given = {name: value for name, value in request.args.items() if value != ""}
    asked: dict[str, Any] = {**given, "page_size": page_size}
    try:
        query: dict[str, Any] = schema().load(asked)
    except ma.ValidationError as error:
        wrong = error.messages_dict
        query = schema().load({name: asked[name] for name in asked if name not in wrong})
    return query


def read_day_query(schema: type[ma.Schema]) -> dict[str, Any]:
    """The same for a page that is no list."""
    query = read_query(schema)
    return {name: query[name] for name in schema().fields}
