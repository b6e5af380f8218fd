"""A process that registers citizen numbers as fast as it can, while another changes the keys.

Run as: python -m tests.system.rotating DATABASE_URL KEY_FILE FOLDER SEED SECONDS NUMBER...
Prints, as JSON, how often each number was accepted, and what went wrong.
"""

import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

from agrimarket.app import create_app
from agrimarket.config import Settings
from agrimarket.households import rules
from agrimarket.households.refusals import DuplicateHousehold
from agrimarket.households.showing.present import Shown
from agrimarket.kit.access import SYSTEM, Role, Viewer
from agrimarket.kit.db import db, one_commit, reading
from tests.databases import QUIET
from tests.people import NGA_AN

PROVINCE = Viewer(role=Role.PROVINCE_OFFICER, token_id="t", name="Phúc")


def main(url: str, key_file: str, folder: str, seed: str, seconds: str, *numbers: str) -> None:
    """Register the numbers over and over in an order of this process's own."""
    settings = Settings(
        data=Path(folder), key_file=Path(key_file), database_url=url, public_host="127.0.0.1:8000"
    )
    app, order = create_app(settings, QUIET), random.Random(seed)
    accepted: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    end = time.monotonic() + float(seconds)
    while time.monotonic() < end:
        number = order.choice(numbers)
        with app.app_context():
            try:
                with one_commit() as session:
                    made = rules.register(
                        session, viewer=SYSTEM, head_name="Nguyễn Thị Hoa", commune_code=NGA_AN,
                        citizen_id=number,
                    )  # fmt: skip
                    household_id = made.id
                accepted[number] += 1
                household = rules.get(reading(), viewer=PROVINCE, household_id=household_id)
                if not str(Shown(household, PROVINCE).citizen_id_masked).endswith(number[-3:]):
                    faults["unreadable"] += 1
            except DuplicateHousehold:
                pass
            except Exception as error:
                faults[f"{type(error).__name__}: {error}"[:300]] += 1
            finally:
                db.session.remove()
    print(json.dumps({"accepted": accepted, "faults": faults}))


if __name__ == "__main__":
    main(*sys.argv[1:])
