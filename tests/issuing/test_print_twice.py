"""One range printed by several processes at once: one is the first print, the others need a why."""

import os
import subprocess
import sys
from pathlib import Path

from flask import Flask

from agrimarket.issuing import read
from agrimarket.issuing.models import SerialCounter
from agrimarket.issuing.verify import verify
from agrimarket.kit.db import reading
from tests.builders.issuing import an_order
from tests.issuing.test_ranges import states
from tests.people import People

PROCESSES = 3


def test_of_prints_at_once_from_several_processes_one_is_the_first(
    people: People, app: Flask, tmp_path: Path
) -> None:
    order = an_order(people, count=200)
    next_serial = reading().get_one(SerialCounter, 1).next_serial
    reading().rollback()
    settings = app.extensions["agrimarket.settings"]
    env = {
        **os.environ,
        "AGRIMARKET_DATA": str(settings.data),
        "AGRIMARKET_KEY_FILE": str(settings.key_file),
        "AGRIMARKET_DATABASE_URL": settings.database_url,
        "AGRIMARKET_PUBLIC_HOST": settings.public_host,
    }
    words = [sys.executable, "-m", "agrimarket", "print", "--order", order.id, "--out"]
    running = [
        subprocess.Popen(
            [*words, str(tmp_path / f"{number}.pdf")], env=env, stderr=subprocess.PIPE, text=True
        )
        for number in range(PROCESSES)
    ]
    said = [one.communicate(timeout=60)[1] for one in running]
    assert sorted(one.returncode for one in running) == [0, *[1] * (PROCESSES - 1)], said
    assert sum("Tem 1–200 đã in rồi" in one for one in said) == PROCESSES - 1
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    reading().rollback()
    assert len(read.prints_of(reading(), order)) == 1
    assert states(order) == [(1, 200, "printed")]
    assert reading().get_one(SerialCounter, 1).next_serial == next_serial
    assert verify(reading()) == []
