"""A process of its own that takes orders, one after another: python -m … URL DATA KEYS LOT.

It takes 8; AGRIMARKET_STAMPS=all makes it 25.
"""

import os
import sys
from pathlib import Path

from agrimarket.app import create_app
from agrimarket.config import Settings
from agrimarket.issuing.ring import the_ring
from agrimarket.issuing.rules import issue
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import one_commit

ORDERS, STAMPS = 25 if os.environ.get("AGRIMARKET_STAMPS") == "all" else 8, 3


def take(lot_id: str) -> None:
    """Take the orders of one process."""
    for _ in range(ORDERS):
        with one_commit() as session:
            issue(session, viewer=SYSTEM, ring=the_ring(), count=STAMPS, lot_id=lot_id)


def main(url: str, data: str, keys: str, lot_id: str) -> None:
    """Take them on this database, saying when it begins."""
    settings = Settings(
        data=Path(data), key_file=Path(keys), database_url=url, public_host="tem.example.vn"
    )
    with create_app(settings).app_context():
        sys.stdout.write("begins\n")
        sys.stdout.flush()
        take(lot_id)


if __name__ == "__main__":
    main(*sys.argv[1:5])
