"""Counts and times for Prometheus at /metrics, by route and status, never by person."""

import time

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from agrimarket.kit import backup_runs, clock
from agrimarket.kit.access import public
from agrimarket.kit.db import reading

blueprint = Blueprint("metrics", __name__)


def install(app: Flask) -> None:
    """Register /healthz, /readyz and /metrics and count every request."""
    registry = CollectorRegistry()
    requests = Counter(
        "agrimarket_requests", "Requests answered", ["route", "method", "status"], registry=registry
    )
    seconds = Histogram("agrimarket_seconds", "Seconds to answer", ["route"], registry=registry)
    age = Gauge("agrimarket_backup_age_seconds", "Of the newest backup", registry=registry)
    age.set_function(_backup_age)
    app.extensions["agrimarket.metrics"] = registry

    @app.after_request
    def _count(response: Response) -> Response:
        route = str(request.url_rule) if request.url_rule else "unmatched"
        requests.labels(route, request.method, str(response.status_code)).inc()
        seconds.labels(route).observe(time.perf_counter() - g.get("started", time.perf_counter()))
        return response

    app.register_blueprint(blueprint)


@blueprint.get("/healthz")
@public
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@public
def readyz() -> dict[str, str]:
    """The process answers and reaches its database."""
    reading().execute(text("SELECT 1"))
    return {"status": "ok"}


@blueprint.get("/metrics")
@public
def metrics() -> Response:
    """Prometheus text of this process."""
    registry: CollectorRegistry = current_app.extensions["agrimarket.metrics"]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _backup_age() -> float:
    """Seconds since the moment that the newest backup reaches up to; infinite before the first."""
    try:
        newest = backup_runs.newest(reading())
    except SQLAlchemyError:
        return float("inf")  # a database that does not answer has no backup that helps either
    return (clock.now() - newest).total_seconds() if newest else float("inf")
