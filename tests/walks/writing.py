"""Run as a program: registers producers through the rules until told to stop, one commit each.

Each line of its output is an id and the moment after its commit: what somebody was told is safe.
"""

import sys
import time
from pathlib import Path

from agrimarket.app import create_app
from agrimarket.config import read_settings
from agrimarket.households import rules
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import db, one_commit


def main(stop: str, number: str) -> None:
    """Write until the file `stop` is there."""
    with create_app(read_settings()).app_context():
        step = 0
        while not Path(stop).exists():
            step += 1
            with one_commit() as session:
                household = rules.register(
                    session, viewer=SYSTEM, head_name=f"Nguyễn Thị {_letters(step)}",
                    commune_code="16144", phone=f"09{int(number)}{step:07d}",
                )  # fmt: skip
            print(household.id, repr(time.time()), flush=True)
            db.session.remove()


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number, 26)
        text += chr(97 + rest)
    return text.capitalize() + "a"


if __name__ == "__main__":
    main(*sys.argv[1:])
