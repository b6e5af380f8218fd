"""A page with one form: shown, saved by one rule, or shown again with what to mend."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from agrimarket.households.showing.oracle import counting
from agrimarket.kit.access import current_viewer
from agrimarket.kit.db import one_commit
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.fields import Sent

Save = Callable[[Session], str]
Context = Callable[[], Mapping[str, Any]]
PageAnswer = Response | str | tuple[str, int]


def form_page(template: str, *, save: Save, context: Context, done: str) -> PageAnswer:
    """Answer GET and POST of one form.

    `save` does the work in one commit and answers where to go, with `done` said there; `context`
    gives the template what it needs beside `errors`. A missing thing in the path stays missing;
    any other refusal shows the form as typed, with status 422.
    """
    if request.method != "POST":
        return render_template(template, errors={}, **context())
    try:
        with counting(current_viewer(), _filled()), one_commit() as session:
            target = save(session)
    except Refusal as refusal:
        gone = refusal.kind in {Kind.MISSING, Kind.SIGNED_OUT} and not refusal.fields
        if gone:
            raise
        errors = refusal.fields or {"": [refusal.detail]}
        return render_template(template, errors=errors, **context()), 422
    flash(done, "good")
    return redirect(target, code=303)


def _filled() -> set[str]:
    return {name for name, value in request.form.items() if value.strip()}


def searched() -> str:
    """What was typed to find a producer by (`tim`), without letters that no database takes."""
    text = request.values.get("tim", "")[:100]
    return "".join(letter for letter in text if letter.isprintable()).strip()


def typed(schema: type[Sent], row: Any = None) -> dict[str, Any]:
    """What a form's boxes hold: as typed after a refusal, else as the row has it."""
    names = schema().fields
    if request.method == "POST":
        return {name: request.form.get(name, "") for name in names}
    values = {name: getattr(row, name, None) if row is not None else None for name in names}
    return {name: "" if value is None else value for name, value in values.items()}
