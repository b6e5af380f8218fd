"""The app on a fresh database for each test, once on SQLite and once on PostgreSQL."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from agrimarket.accounts import passwords
from agrimarket.kit.db import db
from tests import databases, warm
from tests.people import People
from tests.slow_first import slow_first

SHARED = Path(os.environ.get("AGRIMARKET_SHARED", Path(__file__).parents[2] / "shared"))

# Thousands of tests sign in: a hash that is meant to be slow would take a tenth of the suite.
# What it costs in service is held in tests/accounts/test_sign_in.py.
SERVICE_HASHER = passwords._hasher
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)

if memory := warm.in_memory():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", memory)  # where tmp_path lies


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files begin first; `--no-loadscope-reorder` lets two workers keep to it."""
    items[:] = slow_first(items)


def pytest_collection_finish() -> None:
    """What is imported stays: the collector need not walk through it again after each test."""
    gc.collect()
    gc.freeze()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that reaches a database runs on both."""
    if "database" in metafunc.fixturenames:
        metafunc.parametrize("database", ["sqlite", "postgres"], indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty database of its own."""
    with databases.fresh(request.param, tmp_path) as url:
        yield url


@pytest.fixture
def app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """The service on that database, inside an app context."""
    application = databases.an_app(database, tmp_path)
    with application.app_context():
        yield application
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def people(app: Flask) -> People:
    """Bà Hoa, anh Nam, chị Lan, Minh and ông Phúc, with their tokens and sign-ins."""
    return People(app)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody is signed in with."""
    return app.test_client()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material; loud when it is not there, and a failure in CI."""
    if not SHARED.is_dir():
        message = f"shared material not found at {SHARED}: set AGRIMARKET_SHARED"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return SHARED


COUNTED = {"[sqlite": "SQLite", "[postgres": "PostgreSQL"}


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many tests ran on SQLite, on PostgreSQL and in Chromium."""
    passed = terminalreporter.stats.get("passed", [])
    parts = [
        f"{sum(mark in report.nodeid for report in passed)} on {name}"
        for mark, name in COUNTED.items()
    ]
    chromium = sum("browser" in report.keywords for report in passed)
    terminalreporter.write_line(f"Tests passed: {', '.join(parts)}, {chromium} in Chromium")
    reports = [
        one for group in ("passed", "failed") for one in terminalreporter.stats.get(group, [])
    ]
    for name, counted in measured(reports).items():
        terminalreporter.write_line(f"{name}: {counted}")
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"SKIPPED, NOT TESTED: {report.nodeid} {report.longrepr[2]}")


def measured(reports: list[Any]) -> dict[str, str]:
    """What tests counted (`record_property("matrix", {"cells": 9})`), as "cells: 9, wrong: 0"."""
    found: dict[str, dict[str, int]] = {}
    for report in reports:
        for name, counts in getattr(report, "user_properties", ()):
            if isinstance(counts, dict):
                total = found.setdefault(name, {})
                for word, number in counts.items():
                    total[word] = total.get(word, 0) + number
    return {
        name: ", ".join(f"{word}: {number}" for word, number in total.items())
        for name, total in found.items()
    }


def pytest_runtest_makereport(item: pytest.Item, call: Any) -> None:
    """In CI a skip is a failure: whatever was meant to run must run."""
    if os.environ.get("CI") and call.excinfo and call.excinfo.errisinstance(pytest.skip.Exception):
        try:
            raise AssertionError(f"skipped in CI: {call.excinfo.value}")
        except AssertionError as failed:
            call.excinfo = pytest.ExceptionInfo.from_exception(failed)
