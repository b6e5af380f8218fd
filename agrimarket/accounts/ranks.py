"""Who stands below whom in the tree: whom one may invite, see and disable."""

from collections.abc import Mapping

from agrimarket.accounts import agencies
from agrimarket.kit.access import Role, Viewer

# Nobody above or beside oneself, but a province officer another one.
BELOW: Mapping[Role, tuple[Role, ...]] = {
    Role.PROVINCE_OFFICER: (
        Role.PROVINCE_OFFICER, Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER, Role.COMMUNITY_TEAM,
        Role.AUDITOR, Role.PRODUCER,
    ),
    Role.COMMUNE_OFFICER: (Role.EXTENSION_WORKER, Role.COMMUNITY_TEAM, Role.PRODUCER),
    Role.EXTENSION_WORKER: (Role.PRODUCER,),
}  # fmt: skip
# Who stands in for whom: a colleague of at least the same rank.
RANK: Mapping[Role, int] = {Role.EXTENSION_WORKER: 1, Role.COMMUNE_OFFICER: 2}
OF_COMMUNES = (Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER, Role.COMMUNITY_TEAM)
STEERING = (Role.PROVINCE_OFFICER, Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER)


def roles_below(viewer: Viewer) -> tuple[Role, ...]:
    """Roles whose people this viewer steers; an agency that steers none has its own officers."""
    if viewer.role is Role.PROVINCE_OFFICER and not agencies.steers(viewer.agency):
        return (Role.PROVINCE_OFFICER,)
    return BELOW.get(viewer.role, ())


def agencies_below(viewer: Viewer) -> tuple[str | None, ...]:
    """Agencies whose officers this viewer may name; None is an officer of no agency, with all."""
    if viewer.role is not Role.PROVINCE_OFFICER:
        return ()
    if viewer.agency is None:
        return (None, *agencies.AGENCIES)
    return tuple(agencies.AGENCIES) if agencies.whole(viewer.agency) else (viewer.agency,)
