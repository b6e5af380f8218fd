"""Structured logs, one JSON line each: routes and outcomes, never a person, code or token.

`structlog` is loaded when the first line is written or the service is set up: with what it draws
in it is 4 MB, and a command that prints 55,000 stamps writes no line.
"""

import logging
import sys
import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from flask import Flask, Response, g, request

from agrimarket.kit.ids import new_id


class _Log:
    """The service's logger; its lines are JSON even where nobody set logs up."""

    def __getattr__(self, name: str) -> Any:
        return getattr(_ready().get_logger("agrimarket"), name)


log = _Log()


def configure(level: str = "INFO") -> None:
    """JSON lines to standard error; called once a process."""
    structlog = _structlog()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _short_traceback,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


@contextmanager
def quiet() -> Iterator[None]:
    """Only warnings and errors meanwhile: a command tells its person in words instead."""
    kept = _ready().get_config()
    configure("WARNING")
    try:
        yield
    finally:
        _structlog().configure(**kept)


def _structlog() -> Any:
    return import_module("structlog")


def _ready() -> Any:
    if not _structlog().is_configured():
        configure()
    return _structlog()


def _short_traceback(
    _logger: Any, _name: str, entry: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Files and lines of a traceback without its message, which may quote what a person typed."""
    error = entry.pop("error", None)
    if isinstance(error, BaseException):
        steps, trace = [], error.__traceback__
        while trace is not None:
            steps.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
            trace = trace.tb_next
        ours = [step for step in steps if "site-packages" not in step[0]]
        entry["error"] = type(error).__name__
        entry["steps"] = [f"{file}:{line}" for file, line in [*ours[-8:], steps[-1]]]
    return entry


def install(app: Flask) -> None:
    """Log each request by its route's rule, so that no code, name or number is written."""
    configure()

    @app.before_request
    def _start() -> None:
        g.request_id = new_id()
        g.started = time.perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        spent = time.perf_counter() - g.get("started", time.perf_counter())
        viewer = g.get("viewer")
        log.info(
            "request",
            request_id=g.get("request_id"),
            route=str(request.url_rule) if request.url_rule else "unmatched",
            method=request.method,
            status=response.status_code,
            ms=round(spent * 1000, 1),
            role=viewer.role.value if viewer else None,
        )
        response.headers["X-Request-Id"] = g.get("request_id", "")
        return response
