"""JSON routes of certificates by their holder; those behind one product are in papers_api.py."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from flask import Response

from agrimarket.kit import clock
from agrimarket.kit.access import PRODUCERS, READERS, WORKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.fields import ReasonIn
from agrimarket.kit.paging import Page, page_schema
from agrimarket.kit.shown import Shown
from agrimarket.kit.told import page_told
from agrimarket.products.blueprints import api as blueprint
from agrimarket.products.models import Certificate, CertificateFile
from agrimarket.products.papers import files, rules, store
from agrimarket.products.papers.schemas import (
    CoveredIn,
    HeldCertificateChange,
    HeldCertificateIn,
    HeldCertificateOut,
    HeldCertificateQuery,
    ScanFile,
    ScanOut,
)
from agrimarket.products.papers.shown import listed, shown

Answer = tuple[Shown, int, dict[str, str]]
ONE = "/certificates/<certificate_id>"
FILES = f"{ONE}/files"


@blueprint.route("/certificates", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(HeldCertificateIn)
@blueprint.response(201, HeldCertificateOut)
def hold_certificate(body: dict[str, Any]) -> Answer:
    """Note a paper of a producer or group, with what it covers."""
    with one_commit() as session:
        return _answer(rules.hold_certificate(session, viewer=current_viewer(), **body), 201)


@blueprint.route("/certificates")
@allow(*READERS)
@blueprint.arguments(HeldCertificateQuery, location="query")
@blueprint.response(200, page_schema(HeldCertificateOut))
def held_certificates(query: dict[str, Any]) -> Page[Shown]:
    """Papers of producers this caller may see, newest first."""
    return page_told(store.search, listed, today=clock.today(), **query)


@blueprint.route(ONE)
@allow(*READERS)
@blueprint.response(200, HeldCertificateOut)
def held_certificate(certificate_id: str) -> Answer:
    """One paper, with its ETag."""
    return _answer(_paper(reading(), certificate_id))


@blueprint.route(ONE, methods=["PATCH"])
@allow(*PRODUCERS)
@blueprint.arguments(HeldCertificateChange)
@blueprint.response(200, HeldCertificateOut)
def change_held(body: dict[str, Any], certificate_id: str) -> Answer:
    """Mend what was typed; needs If-Match."""
    return _changed(certificate_id, rules.edit_certificate, matched=True, **body)


@blueprint.route(f"{ONE}/check", methods=["POST"])
@allow(*WORKERS)
@blueprint.response(200, HeldCertificateOut)
def check_held(certificate_id: str) -> Answer:
    """Note that an officer or worker saw the paper itself; until then it proves nothing."""
    return _changed(certificate_id, rules.check_certificate)


@blueprint.route(f"{ONE}/products", methods=["PUT"])
@allow(*PRODUCERS)
@blueprint.arguments(CoveredIn)
@blueprint.response(200, HeldCertificateOut)
def set_products(body: dict[str, Any], certificate_id: str) -> Answer:
    """Say anew what it covers; products outside the caller's scope stay. Needs If-Match."""
    return _changed(certificate_id, rules.set_products, matched=True, **body)


@blueprint.route(f"{ONE}/remove", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(ReasonIn)
@blueprint.response(200, HeldCertificateOut)
def remove_held(body: dict[str, Any], certificate_id: str) -> Answer:
    """Take it out of force; it stays as history with the reason."""
    return _changed(certificate_id, rules.remove_certificate, **body)


@blueprint.route(FILES, methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(ScanFile, location="files")
@blueprint.response(201, ScanOut)
def add_scan(sent: dict[str, Any], certificate_id: str) -> CertificateFile:
    """Keep a picture or PDF of the paper, sealed for its holder."""
    viewer, file = current_viewer(), sent.get("file")
    rules.check_changeable(reading(), viewer, _paper(reading(), certificate_id))
    scan, name = read_scan(file)
    with one_commit() as session:
        paper = _paper(session, certificate_id, lock=True)
        return files.add_file(session, viewer=viewer, certificate=paper, scan=scan, name=name)


@blueprint.route(FILES)
@allow(*PRODUCERS)
@blueprint.response(200, ScanOut(many=True))
def scans(certificate_id: str) -> list[CertificateFile]:
    """Which scans are kept; their content is opened one by one."""
    return files.files_of(reading(), _paper(reading(), certificate_id))


@blueprint.route(f"{FILES}/<file_id>")
@allow(*PRODUCERS)
@blueprint.file("application/pdf", "image/webp")
def open_scan(certificate_id: str, file_id: str) -> Response:
    """One scan, for the holder and those who steer it; that it was opened is audited."""
    return opened_file(certificate_id, file_id)


@blueprint.route(f"{FILES}/<file_id>", methods=["DELETE"])
@allow(*PRODUCERS)
@blueprint.response(204)
def delete_scan(certificate_id: str, file_id: str) -> None:
    """Throw a scan away."""
    with one_commit() as session:
        paper = _paper(session, certificate_id, lock=True)
        files.remove_file(session, viewer=current_viewer(), certificate=paper, file_id=file_id)


def read_scan(file: Any) -> tuple[files.Scan, str]:
    """A sent file, looked at and painted anew outside any write; and its name."""
    if file is None:
        return files.read(b""), ""
    with closing(file):
        return files.read(file.read()), file.filename or ""


def opened_file(certificate_id: str, file_id: str) -> Response:
    """The clear bytes, which no cache keeps and no page runs: a file to save."""
    with one_commit() as session:
        row, plain = files.open_file(
            session, viewer=current_viewer(), certificate=_paper(session, certificate_id),
            file_id=file_id,
        )  # fmt: skip
        answer = Response(plain, mimetype=row.media_type)
    ending = "pdf" if row.media_type == files.PDF else "webp"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Disposition"] = f'attachment; filename="giay-{row.id[-8:]}.{ending}"'
    return answer


def _changed(
    certificate_id: str, act: Callable[..., object], *, matched: bool = False, **body: Any
) -> Answer:
    """A rule's act on the paper, in one commit; `matched` asks for If-Match."""
    with one_commit() as session:
        paper = _paper(session, certificate_id, lock=True)
        if matched:
            require_match(paper)
        act(session, viewer=current_viewer(), certificate=paper, **body)
        return _answer(paper)


def _paper(session: Any, certificate_id: str, *, lock: bool = False) -> Certificate:
    return rules.paper_of(
        session, viewer=current_viewer(), certificate_id=certificate_id, lock=lock
    )


def _answer(paper: Certificate, status: int = 200) -> Answer:
    told = shown(reading(), current_viewer(), paper)
    return told, status, {"ETag": f'"{etag_of(paper)}"'}
