"""Fifty activations of one roll from two processes: one takes effect, whatever the database."""

import json
import subprocess
import sys
from collections import Counter

from flask import Flask
from sqlalchemy import func, select

from agrimarket.issuing.models import StampEvent
from agrimarket.issuing.verify import verify
from agrimarket.kit.db import db, reading
from tests.builders.issuing import a_print, an_order
from tests.people import People

PROCESSES, THREADS, EACH = 2, 5, 25
# A process of its own, with an app, a pool of connections and threads of its own.
CALLER = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from agrimarket.app import create_app
from agrimarket.config import Settings
from agrimarket.issuing.activate import activate
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.ring import the_ring
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.errors import Refusal

told = json.loads(sys.argv[1])
paths = {name: Path(told[name]) for name in ("data", "key_file")}
app = create_app(
    Settings(**paths, database_url=told["url"], public_host="tem.example.vn"), {"TESTING": True}
)

def act(_number):
    with app.app_context():
        try:
            with one_commit() as session:
                activate(
                    session, viewer=SYSTEM, ring=the_ring(), ends=Ends(told["order"], 1, 500)
                )
            return "active"
        except Refusal as refusal:
            return refusal.code
        finally:
            db.session.remove()

sys.stdin.readline()
with ThreadPoolExecutor(told["threads"]) as pool:
    print(json.dumps(list(pool.map(act, range(told["each"])))))
"""


def test_one_of_fifty_from_two_processes_takes_effect(people: People, app: Flask) -> None:
    order = an_order(people, count=500)
    a_print(people, order)
    settings = app.extensions["agrimarket.settings"]
    told = {
        "url": db.engine.url.render_as_string(hide_password=False), "data": str(settings.data),
        "key_file": str(settings.key_file), "order": order.id, "threads": THREADS, "each": EACH,
    }  # fmt: skip
    reading().rollback()
    callers = [
        subprocess.Popen(
            [sys.executable, "-c", CALLER, json.dumps(told)], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _ in range(PROCESSES)
    ]  # fmt: skip
    answers: Counter[str] = Counter()
    for caller in callers:  # both stand ready before either begins
        assert caller.stdin
        caller.stdin.write("\n")
        caller.stdin.flush()
    for caller in callers:
        out, _ = caller.communicate(timeout=120)
        answers.update(json.loads(out))
    assert answers == {"active": 1, "range_blocked": PROCESSES * EACH - 1}
    activations = select(func.count()).where(StampEvent.kind == "activate")
    assert reading().scalar(activations) == 1
    assert verify(reading()) == []
