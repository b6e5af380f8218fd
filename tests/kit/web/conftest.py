"""The showcase app, in memory and on a loopback port for a browser."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from tests.kit.web.showcase_app import create_showcase


@pytest.fixture(scope="session")
def font_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fonts")


@pytest.fixture(scope="session")
def showcase(font_folder: Path) -> Flask:
    return create_showcase(font_folder)


@pytest.fixture
def client(showcase: Flask) -> FlaskClient:
    return showcase.test_client()


@pytest.fixture(scope="session")
def address(showcase: Flask) -> Iterator[str]:
    """Where the showcase answers on this machine."""
    server = make_server("127.0.0.1", 0, showcase, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
