"""Who is asking, and which routes they may call: every route carries @public or @allow."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar, cast

from flask import current_app, g, request

from agrimarket.kit.errors import Kind, NotAllowed, Refusal, SignedOut


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
# A community team helps people into the book and describes what they sell, and goes no further.
REGISTRARS = (*WORKERS, Role.COMMUNITY_TEAM)
DESCRIBERS = (*PRODUCERS, Role.COMMUNITY_TEAM)
LOOKERS = (*READERS, Role.COMMUNITY_TEAM)
SIGNED_IN = (*LOOKERS, Role.OPERATOR)

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_ROOM = "accounts"  # one's own account is everybody's; who steers others is decided there


class NotYourAgency(Refusal):
    """A province officer's agency does not do this; another one does."""

    code = "not_your_agency"
    kind = Kind.FORBIDDEN
    sentence = "Việc này do {agency} làm. Hãy chuyển cho cơ quan đó."


@dataclass(frozen=True)
class Viewer:
    """The one who looks. Every `visible(viewer)` decides from these fields alone."""

    role: Role
    account_id: str | None = None
    token_id: str | None = None
    behind: str | None = None  # the account a token speaks for, or that made it
    name: str = ""
    agency: str | None = None
    commune_codes: frozenset[str] = frozenset()
    household_id: str | None = None
    scopes: frozenset[str] = field(default_factory=frozenset)
    # Rooms ("lots") and single acts ("lots.recall") this viewer's agency may write; None: all.
    writes: frozenset[str] | None = None
    acting_for: tuple[str, ...] = ()  # whom this person stands in for today

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
    def asker(self) -> str | None:
        """The id of the token or account that asks; None for nobody in particular."""
        return self.token_id or self.account_id

    @property
    def person(self) -> str:
        """Who answers for an act that takes two: an account and its tokens are one person.

        A token that nobody with an account made stands for itself.
        """
        return self.account_id or self.behind or self.token_id or self.role.value

    @property
    def caller(self) -> str:
        """Whom an Idempotency-Key belongs to."""
        return self.asker or self.role.value

    @property
    def reach(self) -> dict[str, Any]:
        """How far this viewer sees, as JSON, to be kept beside an answer that may be repeated."""
        return {
            "role": self.role.value,
            "communes": sorted(self.commune_codes),
            "household": self.household_id,
            "scopes": sorted(self.scopes),
        }

    def reaches(self, kept: dict[str, Any]) -> bool:
        """Whether this viewer still sees all that one of this kept reach saw."""
        now = self.reach
        same = all(now[name] == kept[name] for name in ("role", "household"))
        within = set(kept["communes"]) <= self.commune_codes and set(kept["scopes"]) <= self.scopes
        # without communes an API client has the whole province: some are then less than none
        return same and within and bool(kept["communes"]) == bool(self.commune_codes)

    @property
    def signature(self) -> str:
        """The name under an act; it says for whom somebody stands in."""
        return f"{self.name} (thay {', '.join(self.acting_for)})" if self.acting_for else self.name

    def is_one_of(self, roles: tuple[Role, ...]) -> bool:
        return self.role in roles or self.role is Role.SYSTEM

    def may_write(self, endpoint: str) -> bool:
        """Whether this viewer's agency does what the endpoint ("lots.recall") does."""
        room = room_of(endpoint)
        return (
            self.writes is None
            or room == OWN_ROOM
            or not self.writes.isdisjoint({room, act_of(endpoint)})
        )


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
    """SignedOut, NotAllowed or NotYourAgency unless the present viewer may call this route.

    An API client needs the scope, and never does what is an officer's alone to decide.
    """
    viewer = current_viewer()
    if not viewer.signed_in:
        raise SignedOut(by_key=_shows_key())
    if viewer.role is Role.API_CLIENT:
        _require_scope(viewer, roles)
    elif not viewer.is_one_of(roles):
        raise NotAllowed
    endpoint = request.endpoint or ""
    if request.method not in SAFE_METHODS and not viewer.may_write(endpoint):
        who_does: Callable[[str], str] = current_app.extensions["agrimarket.agencies"]
        raise NotYourAgency(agency=who_does(endpoint))


def _shows_key() -> bool:
    """Whether a program asks, with a key that opens nothing."""
    kind = request.headers.get("Authorization", "").partition(" ")[0]
    return request.path.startswith("/api/") and kind.lower() == "bearer"


def _require_scope(viewer: Viewer, roles: tuple[Role, ...]) -> None:
    """NotAllowed, naming the scope that is missing where one can be given."""
    scope = needed_scope(roles)
    if set(roles) <= set(OFFICERS):
        raise NotAllowed
    if scope not in viewer.scopes:
        given: frozenset[str] = current_app.extensions.get("agrimarket.scopes", frozenset())
        raise NotAllowed(scope=scope) if scope in given else NotAllowed


def needed_scope(roles: tuple[Role, ...]) -> str:
    """The scope an API client needs for this route, such as `lots:write`.

    What auditors may not read (sheets of codes, a list to mend) is no mere reading.
    """
    reads = request.method in SAFE_METHODS and Role.AUDITOR in roles
    return f"{room_of(request.endpoint or '')}:{'read' if reads else 'write'}"


def act_of(endpoint: str) -> str:
    """An act by one name, whether it came by page or API: "lots_api.recall" is "lots.recall"."""
    room, _, act = endpoint.rpartition(".")
    return f"{room.removesuffix('_api')}.{act}"


def room_of(endpoint: str) -> str:
    """The room an endpoint belongs to."""
    return act_of(endpoint).partition(".")[0]
