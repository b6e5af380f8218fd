"""Where each role may go from every page, and what every page knows of the service."""

from collections.abc import Sequence
from typing import Any

from flask import Flask, request, url_for

from agrimarket.config import Settings, demo_mark
from agrimarket.kit.access import (
    LOOKERS,
    OFFICERS,
    READERS,
    SIGNED_IN,
    WORKERS,
    Role,
    Viewer,
    current_viewer,
)
from agrimarket.teams.scope import SEERS as TEAM_SEERS
from agrimarket.trail import kinds as trail_kinds

# Who stands in yards; the province opens the field book by its address.
FIELD_WORKERS = (
    Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER, Role.COMMUNITY_TEAM, Role.PRODUCER,
)  # fmt: skip

# Link text, endpoint, who sees it.
NAVIGATION: Sequence[tuple[str, str, str, tuple[Role, ...]]] = (
    ("Việc hôm nay", "reports.home", "home", SIGNED_IN),
    ("Làm việc ngoài đồng", "fieldwork.shell", "phone", FIELD_WORKERS),
    ("Hộ sản xuất", "households.index", "users", LOOKERS),
    ("Sản phẩm", "products.index", "leaf", LOOKERS),
    ("Lô hàng", "lots.index", "box", READERS),
    ("Tem", "issuing.index", "qr", READERS),
    ("Các bước lên sàn", "onboarding.index", "list", (*OFFICERS, *WORKERS, Role.AUDITOR)),
    ("Kênh bán", "channels.index", "shop", READERS),
    ("Tổ, tập huấn", "teams.index", "users", TEAM_SEERS),
    ("Số liệu", "reports.progress", "chart", (*OFFICERS, Role.AUDITOR)),
    ("Người dùng", "accounts.people", "user", (*WORKERS, Role.OPERATOR)),
    ("Nhật ký", "trail.index", "clock", trail_kinds.SEARCHERS),
    ("Dữ liệu cá nhân", "privacy.index", "lock", (*OFFICERS, Role.AUDITOR, Role.OPERATOR)),
)

# What a producer's own pages are called.
OWN = {"reports.home": "Trang của tôi", "households.index": "Hộ của tôi"}


def install(app: Flask, settings: Settings) -> None:
    """What every template knows: who looks, where one may go, what kind of service it is."""

    @app.context_processor
    def _context() -> dict[str, Any]:
        viewer = current_viewer()
        return {
            "viewer": viewer,
            "nav": _navigation(viewer),
            "is_trial": settings.is_trial,
            "is_demo": demo_mark(settings).exists(),
            "is_sandbox": settings.allow_sandbox,
            "home_url": url_for("reports.home" if viewer.signed_in else "scanning.landing"),
            "sign_in_url": url_for("accounts.sign_in"),
            "sign_out_url": url_for("accounts.sign_out"),
            "account_url": url_for("accounts.me"),
        }


def _navigation(viewer: Viewer) -> list[dict[str, Any]]:
    """The links of this viewer's role; the room one is in is the current one."""
    room = request.blueprint
    own = OWN if viewer.household_id else {}
    return [
        {
            "label": own.get(endpoint, label),
            "url": url_for("households.show", household_id=viewer.household_id)
            if endpoint == "households.index" and own
            else url_for(endpoint),
            "icon": icon,
            "current": endpoint == request.endpoint
            or (endpoint.split(".")[0] == room and room not in {"reports", "accounts"}),
        }
        for label, endpoint, icon, roles in NAVIGATION
        if viewer.signed_in and viewer.is_one_of(roles)
    ]
