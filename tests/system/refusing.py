"""What a refused restore must look like: words, and no trace at the place."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from agrimarket.config import Settings
from agrimarket.kit.errors import Refusal
from agrimarket.system import restore


def is_untouched(settings: Settings) -> bool:
    """Neither data folder nor table nor schema was left."""
    if settings.embedded:
        return not settings.data.exists()
    engine = create_engine(settings.database_url)
    about = inspect(engine)
    names = [name for name in about.get_schema_names() if name != "information_schema"]
    found = (names, about.get_table_names())
    engine.dispose()
    return found == (["public"], []) and not settings.data.exists()


def refused(settings: Settings, path: Path, *kinds: type[Refusal]) -> Refusal:
    """The refusal; nothing was left at the place."""
    with pytest.raises(kinds) as refusal:
        restore.restore(settings, path)
    assert is_untouched(settings)
    assert refusal.value.detail
    return refusal.value
