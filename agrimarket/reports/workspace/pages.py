"""A producer's page, and the same page for whoever helps: one view of two addresses."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, url_for

from agrimarket.issuing.models import StampState
from agrimarket.kit import clock
from agrimarket.kit.access import PRODUCERS, Role, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.places import commune
from agrimarket.products.read import leading_photos, photo_address
from agrimarket.reports.blueprints import pages as blueprint
from agrimarket.reports.workspace.rules import workspace_of
from agrimarket.reports.workspace.steps import WAY, next_step

TOLD_ABOVE = ("goods_coming", "lots_open")  # work that the page shows by itself


@blueprint.get("/ho/<household_id>/lam-giup")
@allow(*PRODUCERS)
def help_out(household_id: str) -> str:
    """What a producer has and what is next, for somebody who does it for them."""
    return workspace_page(household_id)


def workspace_page(household_id: str, tasks: Sequence[dict[str, Any]] = ()) -> str:
    """The page of a producer this viewer sees, with what else waits for the viewer."""
    session, viewer = reading(), current_viewer()
    found = workspace_of(session, viewer=viewer, household_id=household_id)
    step = next_step(found)
    own = viewer.role is Role.PRODUCER
    photos = leading_photos(session, found.products)
    return render_template(
        "reports/workspace.html",
        found=found,
        own=own,
        beside={} if own else {"household": found.household.id},
        commune_name=commune(found.household.commune_code).name,
        step=step,
        step_url=url_for(step.endpoint, **step.values) if step else "",
        way=WAY,
        pictures={id: photo_address(one, 320) for id, one in photos.items()},
        active=found.stamps.tally.get(StampState.ACTIVE, 0),
        tasks=[one for one in tasks if one["key"] not in TOLD_ABOVE],
        day=clock.today(),
    )
