"""Who was forgotten, noted beside the key file: a restored older backup brings nobody back."""

import os
from pathlib import Path

from sqlalchemy.orm import Session

from agrimarket.households import rules as households
from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.kit.ids import is_id
from agrimarket.privacy import erase

FILE = "erased.txt"
REASON = "xóa lại sau khi khôi phục bản sao lưu"


def path_beside(key_file: Path) -> Path:
    """The list's place: with the keys, which no backup holds."""
    return key_file.with_name(FILE)


def note(path: Path, household_id: str) -> None:
    """Append an id, which tells nothing of the person; a second time changes nothing."""
    if household_id in noted(path):
        return
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, f"{household_id}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)


def noted(path: Path) -> list[str]:
    """The ids in the order they were forgotten."""
    if not path.is_file():
        return []
    return [line for line in path.read_text().split() if is_id(line)]


def erase_again(session: Session, *, viewer: Viewer, household_id: str, data: Path) -> bool:
    """Forget somebody whom a restored backup brought back; False when there is nothing to do.

    The wish was made and done before: consents that the backup still holds do not stand.
    """
    try:
        household: Household = households.get_to_change(
            session, viewer=viewer, household_id=household_id
        )
        if household.purposes:
            households.withdraw_consent(session, viewer=viewer, household=household)
    except NotFound:
        return False  # not in this backup
    except Refusal as refusal:
        if refusal.code != "household_erased":
            raise
        return False
    erase.erase(session, viewer=viewer, household_id=household_id, reason=REASON, data=data)
    return True
