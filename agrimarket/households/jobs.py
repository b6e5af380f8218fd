"""Background work of producers: what lists were typed is forgotten after a day."""

from agrimarket.households import store_imports
from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.kit.jobs import Handler, JobContext


def drop_cells(_job: JobContext) -> None:
    """Forget sealed files and cells past their term; trials go altogether."""
    with one_commit() as session:
        store_imports.drop_expired(session, clock.now())


HANDLERS: dict[str, Handler] = {"households.drop_cells": drop_cells}
