"""Pages of the texts people agree to, and of what shows that they did."""

from collections.abc import Mapping
from contextlib import closing
from typing import Any

import marshmallow as ma
from flask import Response, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from agrimarket.households import rules
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.consenting import evidence, texts
from agrimarket.households.consenting import store as store_texts
from agrimarket.households.consenting.api import NO_FILE, opened
from agrimarket.households.consenting.own_texts import ALL_PURPOSES, LANGUAGES, NEWEST, OWN_TEXTS
from agrimarket.households.consenting.schemas import ConsentTextIn
from agrimarket.households.showing.pages import page_of
from agrimarket.kit import files
from agrimarket.kit.access import DESCRIBERS, LOOKERS, PROVINCE, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import InvalidFields, NotFound, Refusal

AUDIO = ".audio"
Answer = str | AnyResponse | tuple[str, int]


@blueprint.get("/ban-dong-y")
@allow(*LOOKERS)
def consent_texts() -> str:
    """What is read to people today, in each language, and every text before it."""
    session = reading()
    return render_template(
        "households/consent_texts.html",
        now=texts.wordings(session),
        published=store_texts.texts(session),
        own_texts=OWN_TEXTS,
        languages=LANGUAGES,
        may_publish=current_viewer().is_one_of(PROVINCE),
    )


@blueprint.route("/ban-dong-y/moi", methods=["GET", "POST"])
@allow(*PROVINCE)
def publish_text() -> Answer:
    """Write a new wording, beginning with today's; it holds from the day chosen."""
    if request.method == "GET":
        return _text_form(_from_today(), {})
    try:
        body = _text_body(request.form)
        audio = _reading_aloud()
        with one_commit() as session:
            texts.publish(session, viewer=current_viewer(), audio=audio, **body)
    except Refusal as refusal:
        errors = {name.replace(".", "-"): said for name, said in refusal.fields.items()}
        return _text_form(request.form, errors or {"version": [refusal.detail]}), 422
    flash("Đã công bố bản đồng ý mới.", "good")
    return redirect(url_for("households.consent_texts"), code=303)


@blueprint.get("/ban-dong-y/<text_id>/doc")
@allow(*LOOKERS)
def reading_aloud(text_id: str) -> Response:
    """The reading aloud of a text."""
    row = texts.get_text(reading(), text_id)
    if row.audio is None:
        raise NotFound
    return send_file(files.path_of(row.audio, AUDIO), mimetype=row.audio_type, conditional=True)


@blueprint.post("/ho/<household_id>/dong-y/<consent_id>/bang-chung")
@allow(*DESCRIBERS)
def keep_evidence(household_id: str, consent_id: str) -> Answer:
    """Keep a recording or a picture of the signed sheet."""
    viewer, file = current_viewer(), request.files.get("file")
    rules.get(reading(), viewer=viewer, household_id=household_id)
    try:
        if file is None or not file.filename:
            raise InvalidFields(fields={"file": [NO_FILE]})
        with closing(file):
            content = evidence.read(file.read())
        with one_commit() as session:
            household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
            evidence.add_evidence(
                session, viewer=viewer, household=household, consent_id=consent_id, content=content
            )
    except NotFound:
        raise
    except Refusal as refusal:
        errors = refusal.fields or {"file": [refusal.detail]}
        return page_of(household_id, errors=errors, refused_at=consent_id), 422
    flash("Đã giữ bằng chứng, chỉ người có quyền mới mở được.", "good")
    return redirect(url_for("households.show", household_id=household_id), code=303)


@blueprint.get("/ho/<household_id>/bang-chung/<evidence_id>")
@allow(*DESCRIBERS)
def open_evidence(household_id: str, evidence_id: str) -> Response:
    """Hear or see one piece of evidence; that it was opened is noted."""
    return opened(household_id, evidence_id)


def _text_form(typed: Mapping[str, str], errors: Mapping[str, list[str]]) -> str:
    return render_template(
        "households/consent_text_form.html", typed=typed, errors=errors, languages=LANGUAGES,
        purposes=NEWEST.purposes,
    )  # fmt: skip


def _from_today() -> dict[str, str]:
    """Today's text in the form's fields, to be changed."""
    now = texts.wording(reading())
    typed = {"intro": "\n\n".join(now.intro), "language": "vi"}
    for purpose in now.purposes:
        for part in ("title", "text", "basis"):
            typed[f"purposes-{purpose.code}-{part}"] = getattr(purpose, part)
    return typed


def _text_body(form: Mapping[str, str]) -> dict[str, Any]:
    """The form as the API's body is; InvalidFields."""
    body = {
        "version": form.get("version", "").strip(),
        "language": form.get("language", "vi"),
        "valid_from": form.get("valid_from", ""),
        "intro": [part.strip() for part in form.get("intro", "").split("\n\n") if part.strip()],
        "purposes": {
            code: {part: form.get(f"purposes-{code}-{part}", "").strip()
                   for part in ("title", "text", "basis")}
            for code in ALL_PURPOSES
        },
    }  # fmt: skip
    try:
        loaded: dict[str, Any] = ConsentTextIn().load(body)
    except ma.ValidationError as error:
        fields = {name: ["Hãy sửa ô này."] if isinstance(said, dict) else said
                  for name, said in error.messages_dict.items()}  # fmt: skip
        raise InvalidFields(fields=fields) from None
    return loaded


def _reading_aloud() -> texts.Audio | None:
    file = request.files.get("audio")
    if file is None or not file.filename:
        return None
    with closing(file):
        content = file.read()
    if len(content) > evidence.LARGEST:
        raise evidence.EvidenceTooLarge(fields={"audio": [evidence.EvidenceTooLarge.sentence]})
    kind = evidence.voice_type(content)
    if kind is None:
        raise evidence.NotEvidence(fields={"audio": [evidence.NotEvidence.sentence]})
    return texts.Audio(files.keep(content, AUDIO), kind)
