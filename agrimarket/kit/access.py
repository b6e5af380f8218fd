"""Who is asking, and which routes they may call: every route carries @public or @allow."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar, cast

from flask import current_app, g, request

from agrimarket.kit.errors import NotAllowed, SignedOut


class Role(StrEnum):
    """The roles of the house; an officer may do what the roles below may do, within scope."""

    OPERATOR = "operator"
    PROVINCE_OFFICER = "province_officer"
    COMMUNE_OFFICER = "commune_officer"
    EXTENSION_WORKER = "extension_worker"
    COMMUNITY_TEAM = "community_team"
    PRODUCER = "producer"
    AUDITOR = "auditor"
    API_CLIENT = "api_client"
    PUBLIC = "public"
    SYSTEM = "system"


ROLE_LABELS = {
    Role.OPERATOR: "Vận hành hệ thống",
    Role.PROVINCE_OFFICER: "Cán bộ tỉnh",
    Role.COMMUNE_OFFICER: "Cán bộ xã, phường",
    Role.EXTENSION_WORKER: "Cán bộ khuyến nông",
    Role.COMMUNITY_TEAM: "Tổ công nghệ số cộng đồng",
    Role.PRODUCER: "Người sản xuất",
    Role.AUDITOR: "Kiểm toán",
    Role.API_CLIENT: "Phần mềm kết nối",
    Role.PUBLIC: "Khách",
    Role.SYSTEM: "Hệ thống",
}

PROVINCE = (Role.PROVINCE_OFFICER,)
OFFICERS = (*PROVINCE, Role.COMMUNE_OFFICER)
WORKERS = (*OFFICERS, Role.EXTENSION_WORKER)
PRODUCERS = (*WORKERS, Role.PRODUCER)
READERS = (*PRODUCERS, Role.AUDITOR)
SIGNED_IN = (*READERS, Role.OPERATOR)


@dataclass(frozen=True)
class Viewer:
    """The one who looks. Every `visible(viewer)` decides from these fields alone."""

    role: Role
    account_id: str | None = None
    token_id: str | None = None
    name: str = ""
    agency: str | None = None
    commune_codes: frozenset[str] = frozenset()
    household_id: str | None = None
    scopes: frozenset[str] = field(default_factory=frozenset)

    @property
    def signed_in(self) -> bool:
        return self.role is not Role.PUBLIC

    @property
    def role_label(self) -> str:
        return ROLE_LABELS[self.role]

    @property
    def whole_province(self) -> bool:
        """Sees every commune: province, auditors, the system; an API client without communes."""
        if self.role is Role.API_CLIENT:
            return not self.commune_codes and self.household_id is None
        return self.role in {Role.PROVINCE_OFFICER, Role.AUDITOR, Role.SYSTEM}

    @property
    def caller(self) -> str:
        """Whom an Idempotency-Key belongs to."""
        return self.token_id or self.account_id or self.role.value

    def is_one_of(self, roles: tuple[Role, ...]) -> bool:
        return self.role in roles or self.role is Role.SYSTEM


PUBLIC = Viewer(role=Role.PUBLIC)
SYSTEM = Viewer(role=Role.SYSTEM, name="hệ thống")

ViewerLoader = Callable[[], Viewer]
View = TypeVar("View", bound=Callable[..., Any])


def current_viewer() -> Viewer:
    """The viewer of this request, found once by the loader that app.py puts in place."""
    if "viewer" not in g:
        loader: ViewerLoader = current_app.extensions["agrimarket.viewer"]
        g.viewer = loader()
    return cast(Viewer, g.viewer)


def public(view: View) -> View:
    """Mark a route as open to anybody."""
    view.__access__ = "public"  # type: ignore[attr-defined]  # read back by the route tests
    return view


def allow(*roles: Role) -> Callable[[View], View]:
    """Mark a route as open to these roles (and to API clients whose scopes name it)."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            require(roles)
            return view(*args, **kwargs)

        guarded.__access__ = tuple(roles)  # type: ignore[attr-defined]  # as above
        return cast(View, guarded)

    return mark


def require(roles: tuple[Role, ...]) -> None:
    """SignedOut or NotAllowed unless the present viewer holds one of the roles."""
    viewer = current_viewer()
    if not viewer.signed_in:
        raise SignedOut
    if viewer.role is Role.API_CLIENT:
        if needed_scope() not in viewer.scopes:
            raise NotAllowed
    elif not viewer.is_one_of(roles):
        raise NotAllowed


def needed_scope() -> str:
    """The scope an API client needs for this route, such as `lots:write`."""
    room = (request.blueprint or "").removesuffix("_api")
    return f"{room}:{'read' if request.method in {'GET', 'HEAD'} else 'write'}"
