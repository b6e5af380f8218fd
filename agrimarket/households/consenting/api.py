"""JSON routes of consent texts and of the evidence of consents."""

from contextlib import closing
from typing import Any

from flask import Response

from agrimarket.households import rules
from agrimarket.households.blueprints import api as blueprint
from agrimarket.households.consenting import evidence, texts
from agrimarket.households.consenting import store as store_texts
from agrimarket.households.consenting.schemas import (
    ConsentTextIn,
    ConsentTextOut,
    EvidenceFile,
    EvidenceOut,
)
from agrimarket.households.models import ConsentEvidence, ConsentText
from agrimarket.kit.access import DESCRIBERS, LOOKERS, PROVINCE, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import InvalidFields

EVIDENCE = "/households/<household_id>/consents/<consent_id>/evidence"
NO_FILE = "Chưa có tệp. Hãy chọn tệp ghi âm hoặc ảnh bản đã ký."


@blueprint.route("/consent-texts")
@allow(*LOOKERS)
@blueprint.response(200, ConsentTextOut(many=True))
def consent_texts() -> list[ConsentText]:
    """Published texts, newest first; before the first the house's own text holds."""
    return store_texts.texts(reading())


@blueprint.route("/consent-texts/<text_id>")
@allow(*LOOKERS)
@blueprint.response(200, ConsentTextOut)
def consent_text(text_id: str) -> ConsentText:
    """One published text."""
    return texts.get_text(reading(), text_id)


@blueprint.route("/consent-texts", methods=["POST"])
@allow(*PROVINCE)
@blueprint.arguments(ConsentTextIn)
@blueprint.response(201, ConsentTextOut)
def publish_text(body: dict[str, Any]) -> ConsentText:
    """Publish a new wording; consents to older ones stand."""
    with one_commit() as session:
        return texts.publish(session, viewer=current_viewer(), **body)


@blueprint.route(EVIDENCE, methods=["POST"])
@allow(*DESCRIBERS)
@blueprint.arguments(EvidenceFile, location="files")
@blueprint.response(201, EvidenceOut)
def add_evidence(sent: dict[str, Any], household_id: str, consent_id: str) -> ConsentEvidence:
    """Keep a recording or a picture of the signed sheet, sealed for this producer."""
    viewer, file = current_viewer(), sent.get("file")
    rules.get(reading(), viewer=viewer, household_id=household_id)
    if file is None:
        raise InvalidFields(fields={"file": [NO_FILE]})
    with closing(file):
        content = evidence.read(file.read())
    with one_commit() as session:
        household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
        return evidence.add_evidence(
            session, viewer=viewer, household=household, consent_id=consent_id, content=content
        )


@blueprint.route("/households/<household_id>/evidence")
@allow(*DESCRIBERS)
@blueprint.response(200, EvidenceOut(many=True))
def list_evidence(household_id: str) -> list[ConsentEvidence]:
    """What is kept of this producer's consents."""
    session = reading()
    household = rules.get(session, viewer=current_viewer(), household_id=household_id)
    return store_texts.evidence_of(session, household.id)


def opened(household_id: str, evidence_id: str) -> Response:
    """The clear bytes of one piece, which no cache keeps; that it was opened is audited."""
    viewer = current_viewer()
    with one_commit() as session:
        household = rules.get(session, viewer=viewer, household_id=household_id)
        row, plain = evidence.open_evidence(
            session, viewer=viewer, household=household, evidence_id=evidence_id
        )
        answer = Response(plain, mimetype=row.media_type)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Disposition"] = "inline"
    return answer
