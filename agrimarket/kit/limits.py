"""Limits per address, in memory for one process or in Redis for many."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, headers_enabled=False, strategy="moving-window")


def install(app: Flask, redis_url: str | None) -> None:
    """Connect the limiter; routes name their own limits with `@limiter.limit(...)`."""
    app.config.setdefault("RATELIMIT_STORAGE_URI", redis_url or "memory://")
    limiter.init_app(app)
