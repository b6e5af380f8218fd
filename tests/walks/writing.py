"""Run as a program: registers producers through the rules until told to stop, ten in a commit.

Each line of its output is an id and the moment after its commit: what somebody was told is safe.
"""

import sys
import time
from pathlib import Path

from sqlalchemy.orm import Session

from agrimarket.app import create_app
from agrimarket.config import read_settings
from agrimarket.households import rules
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import db, one_commit

TOGETHER = 10  # as a phone does that was without signal


def main(stop: str, number: str) -> None:
    """Write until the file `stop` is there."""
    with create_app(read_settings()).app_context():
        step = 1
        while not Path(stop).exists():
            with one_commit() as session:
                made = [_register(session, int(number), step + more) for more in range(TOGETHER)]
            at = time.time()
            print("".join(f"{id} {at!r}\n" for id in made), end="", flush=True)
            db.session.remove()
            step += TOGETHER


def _register(session: Session, number: int, step: int) -> str:
    return rules.register(
        session, viewer=SYSTEM, head_name=f"Nguyễn Thị {_letters(step)}",
        commune_code="16144", phone=f"09{number}{step:07d}",
    ).id  # fmt: skip


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number, 26)
        text += chr(97 + rest)
    return text.capitalize() + "a"


if __name__ == "__main__":
    main(*sys.argv[1:])
