"""How high the author of a range command stands: what a level locked, a lower one leaves locked."""

from collections.abc import Mapping

from agrimarket.kit.access import Role, Viewer

LEVELS: Mapping[str, int] = {
    Role.PRODUCER.value: 0,
    Role.API_CLIENT.value: 0,
    Role.EXTENSION_WORKER.value: 1,
    Role.COMMUNE_OFFICER.value: 2,
    Role.PROVINCE_OFFICER.value: 3,
    Role.SYSTEM.value: 3,
}


def level_of(viewer: Viewer) -> int:
    """0 producer or program, 1 extension worker, 2 commune, 3 province."""
    return LEVELS.get(viewer.role.value, 0)
