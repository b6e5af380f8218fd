"""The dated register of channels, loaded by `init`."""

from sqlalchemy.orm import Session


def load_channels(session: Session) -> None:
    """Insert what is not there yet."""
