"""Messages as people write them, read into fields; beside them stands what each must give."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from agrimarket.households.paste import Pasted, read_message
from tests.builders.households import citizen_id

TODAY = date(2026, 11, 22)
Expected = dict[str, str]


def corpus() -> Iterator[tuple[str, list[Expected]]]:
    """The message above, then one `=>` line for each producer it tells of."""
    text = (Path(__file__).parent / "messages.txt").read_text("utf-8")
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        told = [line[3:] for line in lines if line.startswith("=> ")]
        message = "\n".join(line for line in lines if not line.startswith("=> "))
        yield message, [dict(part.split("=", 1) for part in one.split(" | ")) for one in told]


CORPUS = list(corpus())


def fields(read: Pasted, citizen: str) -> Expected:
    """What was read, under the names of the corpus."""
    born = str(read.birth_date or read.birth_year or "")
    found = {
        "kind": "" if read.kind == "household" else read.kind,
        "head": read.head_name, "legal": read.legal_name, "sex": read.sex, "born": born,
        "phone": read.phone, "of": read.phone_of, "hamlet": read.hamlet,
        "no_phone": "True" if read.phone_absent else "",
        "communes": ",".join(read.commune_codes), "crops": ", ".join(read.crops),
        "ha": f"{read.area_ha:f}" if read.area_ha else "",
        "amounts": "; ".join(read.quantities),
        "agreed": "" if read.consent_said is None else str(read.consent_said),
        "citizen": "yes" if read.citizen_id == citizen else read.citizen_id,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize("number", range(len(CORPUS)))
def test_every_field_of_every_message(number: int) -> None:
    message, expected = CORPUS[number]
    citizen = citizen_id()
    read = read_message(message.replace("{citizen}", citizen), today=TODAY)
    assert [fields(one, citizen) for one in read] == expected


def test_there_are_a_hundred() -> None:
    assert len(CORPUS) >= 100


@pytest.mark.parametrize(
    "change",
    [str.upper, lambda text: text.replace("\n", "\r\n"), lambda text: f"  {text}\n\n"],
    ids=["capitals", "windows", "spaces"],
)
def test_the_same_however_it_was_typed(change: object) -> None:
    message = "Chị Lan thôn 3 xã Nga An 0912000345 cói 2 sào"
    assert callable(change)
    (read,) = read_message(change(message), today=TODAY)
    assert (read.head_name, read.phone, read.commune_codes) == ("Lan", "0912000345", ("16144",))
    assert [crop.lower() for crop in read.crops] == ["cói"]


def test_the_same_whatever_order_sets_come_in() -> None:
    code = (
        "import json, sys; from datetime import date; "
        "from agrimarket.households.paste import read_message as read; "
        "print([read(one, today=date(2026, 11, 22)) for one in json.load(sys.stdin)])"
    )
    plain = [message for message, _ in CORPUS[::2]]
    told = {
        subprocess.run(
            [sys.executable, "-c", code], input=json.dumps(plain), cwd=Path(__file__).parents[3],
            capture_output=True, check=True, timeout=60, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("0", "1", "7")
    }  # fmt: skip
    assert len(told) == 1
    assert "Pasted(" in told.pop()


def test_a_list_of_five_hundred_lines_is_read_while_one_waits() -> None:
    line = "{}. Nguyễn Văn Hùng - thôn {} - 0912 {} 678 - cói 2 sào"
    text = "\n".join(line.format(at, at % 9 + 1, 100 + at) for at in range(1, 501))
    begun = time.process_time()
    assert len(read_message("Xã Nga An\n" + text, today=TODAY)) == 200
    assert time.process_time() - begun < 2


def test_words_that_fit_nowhere_are_kept() -> None:
    (read,) = read_message("Chị Lan thôn 3 Nga An, hay đi vắng buổi sáng", today=TODAY)
    assert read.note == "hay đi vắng buổi sáng"


def test_two_communes_are_asked_and_not_guessed() -> None:
    (read,) = read_message("Chị Lan thôn 3 xã Đông Sơn 0912000345", today=TODAY)
    assert read.doubts or len(read.commune_codes) == 1


@pytest.mark.parametrize(
    "text", ["", "\x00", "🌾" * 500, "a" * 30_000, "9" * 30_000, "xã " * 3_000]
)
def test_nothing_makes_it_fall_or_wait(text: str) -> None:
    assert len(read_message(text, today=TODAY)) <= 200
