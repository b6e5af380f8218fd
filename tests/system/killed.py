"""Run as a program: a backup or a restore that is killed (SIGKILL) when it comes to a step."""

import os
import signal
import sys
from pathlib import Path

from agrimarket.app import create_app
from agrimarket.config import read_settings
from agrimarket.kit.db import db
from agrimarket.system import backup, restore


def main(work: str, file: str, step: str) -> None:
    """Do the work until the step is told."""

    def tell(part: str, _done: int) -> None:
        if part == step:
            os.kill(os.getpid(), signal.SIGKILL)

    settings = read_settings()
    if work == "restore":
        restore.restore(settings, Path(file), tell=tell)
        return
    app = create_app(settings)
    with app.app_context():
        backup.make(db.engine, settings, app.extensions["agrimarket.keys"], Path(file), tell=tell)


if __name__ == "__main__":
    main(*sys.argv[1:])
