"""Files to remove once a commit stands: noted in the session, removed by the job that follows."""

from pathlib import Path

from flask import current_app
from sqlalchemy.orm import Session

KEY = "dropped"


def drop_later(session: Session, path: Path) -> None:
    """Note a file of the data folder; it stays if the commit does not happen."""
    session.info.setdefault(KEY, []).append(str(path.relative_to(_data())))


def take_noted(session: Session) -> list[str]:
    """The files noted so far, as paths below the data folder, sorted, each once."""
    return sorted(set(session.info.pop(KEY, [])))


def remove(names: list[str]) -> int:
    """Remove these files of the data folder; how many were still there."""
    removed = 0
    for name in names:
        path = (_data() / name).resolve()
        if path.is_relative_to(_data().resolve()) and path.is_file():
            path.unlink()
            removed += 1
    return removed


def _data() -> Path:
    folder: Path = current_app.extensions["agrimarket.settings"].data
    return folder
