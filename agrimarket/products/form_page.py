"""A page with one form: shown, saved by one rule, or shown again with what to mend."""

from collections.abc import Callable, Mapping
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
PageAnswer = Response | str | tuple[str, int]


def form_page(template: str, *, save: Save, context: Context, done: str) -> PageAnswer:
    """Answer GET and POST of one form.

    `save` does the work in one commit and answers where to go, with `done` said there.
    `context` gives the template what it needs beside `typed`, `errors` and `detail`. A missing
    thing stays missing; any other refusal shows the form as typed, with status 422.
    """
    return prepared_page(template, prepare=lambda: save, context=context, done=done)


def prepared_page(
    template: str, *, prepare: Callable[[], Save], context: Context, done: str
) -> PageAnswer:
    """The same with slow work done before the commit: `prepare` does it and answers the save."""
    if request.method != "POST":
        return render_template(template, typed=None, errors={}, detail="", **context())
    try:
        save = prepare()
        with one_commit() as session:
            target = save(session)
    except Refusal as refusal:
        if refusal.kind in {Kind.MISSING, Kind.SIGNED_OUT}:
            raise
        errors = refusal.fields or {"": [refusal.detail]}
        page = render_template(template, typed=request.form, errors=errors, detail="", **context())
        return page, 422
    flash(done, "good")
    return redirect(target, code=303)


def field_values(schema: type[ma.Schema], row: Any = None) -> dict[str, Any]:
    """What a form's boxes hold: as typed after a refusal, else as the row has it."""
    names = schema().fields
    if request.method == "POST":
        return {name: request.form.get(name, "") for name in names}
    return {name: getattr(row, name, "") if row is not None else "" for name in names}


def read_query(schema: type[ma.Schema], page_size: int = LIST_PAGE) -> dict[str, Any]:
    """A list page's filters; what does not fit is left aside, as if it were not asked."""
    asked: dict[str, Any] = {**request.args.to_dict(), "page_size": page_size}
    try:
        query: dict[str, Any] = schema().load(asked)
    except ma.ValidationError as error:
        wrong = error.messages_dict
        query = schema().load({name: asked[name] for name in asked if name not in wrong})
    return query
