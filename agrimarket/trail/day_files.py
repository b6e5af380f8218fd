"""The daily heads as files in the data folder, which the operator copies to another machine."""

import os
from datetime import date
from pathlib import Path

FOLDER = "audit-heads"


def kept_files(data: Path) -> list[Path]:
    """The files of all days that are there, oldest first."""
    folder = data / FOLDER
    return sorted(folder.glob("*.json")) if folder.is_dir() else []


def write_day(data: Path, day: date, text: str) -> Path:
    """The file of a day, written whole or not at all; one that is there stays as it was."""
    target = data / FOLDER / f"{day.isoformat()}.json"
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    with part.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)
    return target
