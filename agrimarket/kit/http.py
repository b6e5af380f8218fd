"""The only place that turns a refusal into an HTTP status: one JSON shape, one page."""

from typing import Any
from urllib.parse import urlsplit

from flask import (
    Flask,
    Response,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response as AnyResponse

from agrimarket.kit.access import current_viewer
from agrimarket.kit.errors import (
    InvalidFields,
    Kind,
    NotAllowed,
    NotFound,
    Refusal,
    SignedOut,
    StaleRevision,
    TooLarge,
    TooMany,
)
from agrimarket.kit.logs import log

STATUS = {
    Kind.INVALID: 422,
    Kind.CONFLICT: 409,
    Kind.MISSING: 404,
    Kind.FORBIDDEN: 403,
    Kind.SIGNED_OUT: 401,
    Kind.TOO_MANY: 429,
    Kind.TOO_LARGE: 413,
    Kind.STALE: 412,
    Kind.UNREADABLE: 400,
    Kind.WRONG_TYPE: 415,
    Kind.UNCONDITIONAL: 428,
}
TITLES = {
    400: "Yêu cầu chưa đúng",
    401: "Cần đăng nhập",
    403: "Không có quyền",
    404: "Không tìm thấy",
    405: "Không dùng được cách gọi này",
    409: "Chưa làm được lúc này",
    412: "Có bản mới hơn",
    413: "Tệp quá lớn",
    415: "Kiểu dữ liệu chưa đúng",
    422: "Có chỗ cần sửa",
    428: "Thiếu điều kiện",
    429: "Quá nhiều lượt",
    500: "Lỗi của hệ thống",
    503: "Tạm thời chưa phục vụ được",
}
WHAT_NEXT = {
    400: "Yêu cầu không đọc được. Hãy tải lại trang rồi làm lại từ đầu.",
    404: "Trang này không có. Hãy kiểm tra lại địa chỉ, hoặc về trang đầu.",
    405: "Địa chỉ này không nhận cách gọi đó. Hãy xem tài liệu tại /api/docs.",
    415: "Hãy gửi dữ liệu dạng JSON với Content-Type: application/json.",
    500: "Hệ thống gặp lỗi và đã ghi lại. Chưa có gì được lưu; hãy thử lại sau ít phút.",
    503: "Hệ thống đang bận. Chưa có gì được lưu; hãy chờ vài giây rồi gửi lại.",
}

BUSY = 503
BUSY_SECONDS = 2  # one of two who waited for each other is done by then
# deadlock_detected, serialization_failure, lock_not_available (PostgreSQL, appendix A)
WAITED_IN_CIRCLE = frozenset({"40P01", "40001", "55P03"})
SQLITE_BUSY = ("database is locked", "database table is locked")


class FormExpired(Refusal):
    """The form's token does not fit the session (Flask-WTF)."""

    code = "form_expired"
    sentence = "Trang này mở đã lâu nên chưa gửi được. Hãy quay lại, tải lại trang rồi gửi lần nữa."


def install(app: Flask) -> None:
    """Register the handlers; API errors are JSON, page errors stay pages."""
    app.extensions["agrimarket.problem"] = problem
    app.register_error_handler(Refusal, _on_refusal)
    app.register_error_handler(HTTPException, _on_http)
    app.register_error_handler(StaleDataError, lambda _: _on_refusal(StaleRevision()))
    app.register_error_handler(OperationalError, _on_database)
    app.register_error_handler(NoConnection, _busy)
    app.register_error_handler(Exception, _on_bug)
    app.after_request(_stay_here)


def wants_json() -> bool:
    """True under /api/, and where a caller asks for JSON before HTML."""
    if request.path.startswith("/api/") or request.args.get("format") == "json":
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def problem(refusal: Refusal) -> Response:
    """RFC 9457 problem details with our `code`, Vietnamese `detail` and `fields` by name."""
    status = STATUS[refusal.kind]
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES[status],
        "status": status,
        "code": refusal.code,
        "detail": refusal.detail,
    }
    if refusal.fields:
        body["fields"] = refusal.fields
    if refusal.facts:
        body["facts"] = refusal.facts
    return _json(body, status, refusal)


def _json(body: dict[str, Any], status: int, refusal: Refusal | None = None) -> Response:
    response = jsonify(body)
    response.status_code = status
    response.content_type = "application/problem+json"
    if isinstance(refusal, SignedOut):
        response.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.facts.get("seconds", 60))
    return response


def _on_refusal(refusal: Refusal) -> Response | AnyResponse | tuple[str, int]:
    if wants_json():
        return problem(refusal)
    if isinstance(refusal, SignedOut) and request.method in {"GET", "HEAD"}:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    status = STATUS[refusal.kind]
    return _page(status, refusal.detail, refusal.fields), status


def _on_http(error: HTTPException) -> Response | AnyResponse | tuple[str, int]:
    """Errors that Flask, werkzeug and flask-smorest raise, in our own words."""
    status = error.code or 500
    if status < 400:
        return error.get_response()
    if status == 404:
        missing = NotFound()
        return problem(missing) if wants_json() else (_page(404, WHAT_NEXT[404]), 404)
    if status == 413:
        return _on_refusal(TooLarge(megabytes=_limit_megabytes()))
    if status == 422:
        return _on_refusal(InvalidFields(fields=_fields(getattr(error, "data", None))))
    if status == 429:
        return _on_refusal(TooMany(seconds=60))
    if status == 403:
        return _on_refusal(NotAllowed())
    sentence = WHAT_NEXT.get(status, WHAT_NEXT[400 if status < 500 else 500])
    if wants_json():
        body = {
            "type": "about:blank",
            "title": TITLES.get(status, TITLES[400]),
            "status": status,
            "code": f"http_{status}",
            "detail": sentence,
        }
        response = _json(body, status)
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods))  # RFC 9110 15.5.6
        return response
    return _page(status, sentence), status


def _stay_here(response: Response) -> Response:
    """Redirects of ours name no host: the router's own (two slashes in a row) repeats whatever
    Host header the caller claimed.
    """
    parts = urlsplit(response.location or "")
    if parts.netloc and f"{parts.scheme}://{parts.netloc}/" == request.host_url:
        path = "/" + parts.path.lstrip("/")
        response.location = f"{path}?{parts.query}" if parts.query else path
    return response


def on_csrf(_error: HTTPException) -> Response | AnyResponse | tuple[str, int]:
    """A form that was open too long, or one that is not ours."""
    return _on_refusal(FormExpired())


def is_busy(error: OperationalError) -> bool:
    """Whether the database took everything back because of others: the same again may succeed."""
    state = getattr(error.orig, "sqlstate", None)
    return state in WAITED_IN_CIRCLE or str(error.orig).startswith(SQLITE_BUSY)


def _on_database(error: OperationalError) -> Any:
    """503 with Retry-After where the same request may succeed in a moment; else a bug."""
    return _busy(error) if is_busy(error) else _on_bug(error)


def _busy(error: Exception) -> Any:
    """The database takes this later; also where all connections were taken for the pool's wait."""
    log.warning("busy", error=error, route=str(request.url_rule))
    if wants_json():
        body = {"type": "about:blank", "title": TITLES[BUSY], "status": BUSY, "code": "busy",
                "detail": WHAT_NEXT[BUSY], "facts": {"seconds": BUSY_SECONDS}}  # fmt: skip
        answer = _json(body, BUSY)
    else:
        answer = make_response(_page(BUSY, WHAT_NEXT[BUSY]), BUSY)
    answer.headers["Retry-After"] = str(BUSY_SECONDS)
    return answer


def _on_bug(error: Exception) -> Response | AnyResponse | tuple[str, int]:
    log.error("bug", error=error, route=str(request.url_rule))
    if wants_json():
        body = {
            "type": "about:blank",
            "title": TITLES[500],
            "status": 500,
            "code": "internal",
            "detail": WHAT_NEXT[500],
        }
        return _json(body, 500)
    return _page(500, WHAT_NEXT[500]), 500


def _fields(data: Any) -> dict[str, list[str]]:
    """Flatten marshmallow's messages, `{"json": {"a": {"b": [...]}}}`, to `{"a.b": [...]}`."""
    flat: dict[str, list[str]] = {}

    def walk(prefix: str, node: Any) -> None:
        if isinstance(node, dict):
            for name, below in node.items():
                walk(f"{prefix}.{name}" if prefix else str(name), below)
        else:
            flat[prefix] = [str(text) for text in (node if isinstance(node, list) else [node])]

    for below in (data or {}).get("messages", {}).values():
        walk("", below)
    return flat


def _page(status: int, sentence: str, fields: dict[str, list[str]] | None = None) -> str:
    return render_template(
        "errors/problem.html",
        status=status,
        title=TITLES.get(status, TITLES[400]),
        sentence=sentence,
        fields=fields or {},
        viewer=_viewer_or_none(),
    )


def _viewer_or_none() -> Any:
    """An error page must also stand when finding the viewer is what failed."""
    try:
        return current_viewer()
    except Exception:
        return None


def _limit_megabytes() -> int:
    limit = request.max_content_length
    return (limit or 16 << 20) >> 20


def back_to(endpoint: str, message: str, **values: Any) -> AnyResponse:
    """After a page's POST: say what was done and show the page that shows it."""
    flash(message)
    return redirect(url_for(endpoint, **values), code=303)
