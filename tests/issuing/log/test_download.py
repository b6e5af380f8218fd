"""Anybody may download the log, as often as the limit lets them: no download keeps a connection."""

import gc

from flask import Flask

from agrimarket.kit.db import db


def test_a_download_gives_its_connection_back(app: Flask) -> None:
    with app.app_context():
        pool = db.engine.pool
    before = pool.checkedout()  # type: ignore[attr-defined]  # the pools of both databases count
    gc.disable()  # the service freezes what is loaded and seldom looks for rings
    try:
        for _ in range(3):
            answer = app.test_client().get("/so-cap-tem.jsonl", buffered=False)
            list(answer.response)
            answer.close()
        after = pool.checkedout()  # type: ignore[attr-defined]  # as above
    finally:
        gc.enable()
    assert after == before
