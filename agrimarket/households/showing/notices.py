"""What rooms above say on a producer's page: they hand their functions in, none is known here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer

EXTENSION = "agrimarket.household_notices"


@dataclass(frozen=True)
class Notice:
    """One sentence with where to go."""

    title: str
    text: str
    label: str
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)


Source = Callable[[Session, Viewer, Household], Sequence[Notice]]


def notices_of(
    handed: Sequence[Source], session: Session, viewer: Viewer, household: Household
) -> list[Notice]:
    """Everything to be said of this producer now, in the order of the rooms."""
    return [one for source in handed for one in source(session, viewer, household)]
