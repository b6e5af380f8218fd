"""Which notes a viewer may see: those of producers they see."""

from sqlalchemy import ColumnElement, select

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.onboarding.models import OnboardingNote


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """A note is seen by whoever sees its producer."""
    owners = select(Household.id).where(households_scope.visible(viewer))
    return OnboardingNote.household_id.in_(owners)
