"""Builds the service: with cli.py the only file that knows every room."""

import gc
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_compress import Compress
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from werkzeug.middleware.proxy_fix import ProxyFix

from agrimarket import ground, navigation
from agrimarket.accounts import identify, qr
from agrimarket.accounts import jobs as accounts_jobs
from agrimarket.accounts import pages as accounts_pages
from agrimarket.accounts.events import DevicesStopped
from agrimarket.channels import api as channels_api
from agrimarket.channels import jobs as channels_jobs
from agrimarket.channels import pages as channels_pages
from agrimarket.channels import reached as channels_reached
from agrimarket.channels import reactions as channels_reactions
from agrimarket.channels.register import REGISTER
from agrimarket.config import Settings, read_settings
from agrimarket.fieldwork import api as fieldwork_api
from agrimarket.fieldwork import jobs as fieldwork_jobs
from agrimarket.fieldwork import pages as fieldwork_pages
from agrimarket.fieldwork import reactions as fieldwork_reactions
from agrimarket.households import api as households_api
from agrimarket.households import pages as households_pages
from agrimarket.households.depth import wishes
from agrimarket.households.events import (
    ConsentWithdrawn,
    PersonErased,
    ProducerMoved,
    ProducersRegrouped,
    ProductsNamed,
)
from agrimarket.households.forgetting import reactions as households_reactions
from agrimarket.households.lists import jobs as households_jobs
from agrimarket.households.showing import notices as households_notices
from agrimarket.issuing import api as issuing_api
from agrimarket.issuing import jobs as issuing_jobs
from agrimarket.issuing import pages as issuing_pages
from agrimarket.issuing import reached as issuing_reached
from agrimarket.issuing import reactions as issuing_reactions
from agrimarket.issuing.log import jobs as issuing_log_jobs
from agrimarket.kit import api as kit_api
from agrimarket.kit import (
    backup_runs,
    headers,
    http,
    limits,
    logs,
    metrics,
    outbox,
    tries,
    web,
)  # fmt: skip
from agrimarket.kit.db import db
from agrimarket.kit.events import Event, Reaction
from agrimarket.kit.jobs import Handler
from agrimarket.kit.migrating import migrate
from agrimarket.lots import api as lots_api
from agrimarket.lots import pages as lots_pages
from agrimarket.lots import reactions as lots_reactions
from agrimarket.lots.events import (
    LotRecalled,
    LotRecallLifted,
    LotReopened,
    LotResumed,
    LotSuspended,
)
from agrimarket.lots.recalls import reach as recall_reach
from agrimarket.onboarding import api as onboarding_api
from agrimarket.onboarding import pages as onboarding_pages
from agrimarket.onboarding import reactions as onboarding_reactions
from agrimarket.onboarding import waiting as onboarding_waiting
from agrimarket.places import api as places_api
from agrimarket.privacy import api as privacy_api
from agrimarket.privacy import jobs as privacy_jobs
from agrimarket.privacy import pages as privacy_pages
from agrimarket.privacy import trailed as privacy_trailed
from agrimarket.privacy import waiting as privacy_waiting
from agrimarket.products import api as products_api
from agrimarket.products import pages as products_pages
from agrimarket.products import reactions as products_reactions
from agrimarket.products.events import ProductWithdrawn
from agrimarket.products.papers import jobs as products_jobs
from agrimarket.products.papers import on_household as products_on_household
from agrimarket.reports import api as reports_api
from agrimarket.reports import pages as reports_pages
from agrimarket.reports import pinned as reports_pinned
from agrimarket.reports import today as reports_today
from agrimarket.scanning import api as scanning_api
from agrimarket.scanning import pages as scanning_pages
from agrimarket.scanning import reactions as scanning_reactions
from agrimarket.teams import api as teams_api
from agrimarket.teams import pages as teams_pages
from agrimarket.teams import reactions as teams_reactions
from agrimarket.trail import api as trail_api
from agrimarket.trail import jobs as trail_jobs
from agrimarket.trail import kinds as trail_kinds
from agrimarket.trail import pages as trail_pages
from stamps import symbol

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
LARGEST_BODY = 16 << 20

API_ROOMS = (
    places_api, households_api, teams_api, products_api, lots_api, issuing_api, channels_api,
    scanning_api, reports_api, onboarding_api, trail_api, privacy_api, fieldwork_api,
)  # fmt: skip
PAGE_ROOMS = (
    accounts_pages, households_pages, teams_pages, products_pages, lots_pages, issuing_pages,
    channels_pages, scanning_pages, reports_pages, onboarding_pages, trail_pages,
    privacy_pages, fieldwork_pages,
)  # fmt: skip

# Tables that no room of this process need have opened; ground.py has those that others point to.
TABLES_BELOW = (tries.Tries, backup_runs.BackupRun)

# What one room tells, and who answers in the same commit. A test finds events left out.
REACTIONS: Mapping[type[Event], Sequence[Reaction]] = {
    ConsentWithdrawn: (channels_reactions.look_at_producer,),
    # From the top down: the producer's own row goes last, while the others can still read it.
    PersonErased: (
        fieldwork_reactions.forget_person,
        onboarding_reactions.forget_person,
        scanning_reactions.forget_person,
        channels_reactions.forget_person,
        issuing_reactions.forget_person,
        lots_reactions.forget_person,
        products_reactions.forget_person,
        teams_reactions.forget_person,
        households_reactions.forget_person,
    ),
    ProductsNamed: (households_reactions.name_products,),
    ProducerMoved: (issuing_reactions.log_moved,),
    ProducersRegrouped: (products_reactions.name_regrouped, issuing_reactions.log_regrouped),
    DevicesStopped: (fieldwork_reactions.stop_devices,),
    ProductWithdrawn: (channels_reactions.look_at_product,),
    LotRecalled: (channels_reactions.look_at_product,),
    LotRecallLifted: (channels_reactions.look_at_product,),
    LotSuspended: (channels_reactions.look_at_product,),
    LotResumed: (channels_reactions.look_at_product,),
    LotReopened: (issuing_reactions.keep_sealed,),
}

# Events that nobody answers, and why.
NO_REACTION: Mapping[type[Event], str] = {}

JOBS: Mapping[str, Handler] = {
    **tries.HANDLERS,
    **outbox.HANDLERS,
    **accounts_jobs.HANDLERS,
    **households_jobs.HANDLERS,
    **products_jobs.HANDLERS,
    **issuing_jobs.HANDLERS,
    **issuing_log_jobs.HANDLERS,
    **channels_jobs.HANDLERS,
    **fieldwork_jobs.HANDLERS,
    **trail_jobs.HANDLERS,
    **privacy_jobs.HANDLERS,
}

# Kinds of JOBS that come round by themselves.
PERIODIC: Mapping[str, timedelta] = {
    "tries.forget_old": timedelta(days=1),
    "outbox.forget_old": timedelta(days=1),
    "accounts.forget_old": timedelta(days=1),
    "households.drop_cells": timedelta(hours=1),
    "households.forget_acts": timedelta(days=1),
    "households.forget_journals": timedelta(hours=6),
    "issuing.expire_prints": timedelta(hours=6),
    "trail.keep_heads": timedelta(hours=1),  # acts once a day, the first hour it can
    "issuing.close_log": timedelta(hours=1),  # signs the days that are over
    "products.tell_ending": timedelta(hours=6),
    "channels.reconcile": timedelta(minutes=1),
    "channels.sweep": timedelta(days=1),
    "fieldwork.expire": timedelta(hours=1),
    "privacy.retention": timedelta(days=1),
}

# What the rooms above reports add to today's work.
WAITING: Sequence[reports_today.Source] = (
    privacy_waiting.waiting, onboarding_waiting.waiting, reports_pinned.pinned,
)  # fmt: skip

# What the rooms above lots count of what a recall would reach.
REACHED: Sequence[recall_reach.Counter] = (
    issuing_reached.stamps_reached, channels_reached.listings_reached,
)  # fmt: skip


def create_app(
    settings: Settings | None = None,
    overrides: Mapping[str, Any] | None = None,
    *,
    any_signer: bool = False,
) -> Flask:
    """The WSGI application; raises UnsafeStart where keys or settings are not safe.

    `any_signer` is for the commands that restore, or replace a lost signing key (ground.py).
    """
    settings = settings or read_settings()
    outbox.check_sender(settings)
    app = ground.stand(settings, overrides, any_signer=any_signer)
    app.extensions["agrimarket.reactions"] = REACTIONS
    app.extensions["agrimarket.jobs"] = JOBS
    app.extensions["agrimarket.periodic"] = PERIODIC
    app.extensions[reports_today.EXTENSION] = WAITING
    app.extensions[recall_reach.EXTENSION] = REACHED
    app.extensions[households_notices.EXTENSION] = (products_on_household.papers_ending,)
    trail_kinds.add_kinds(privacy_trailed.KINDS)
    wishes.offer_channels({channel.code: channel.name for channel in REGISTER})
    app.extensions[qr.EXTENSION] = lambda text: symbol(text, level="M").rows()
    _configure(app, settings, overrides or {})
    _install_kit(app, settings)
    _register_rooms(app)
    navigation.install(app, settings)
    return app


def served() -> Flask:
    """The same for a server process: what is loaded stays, and is looked through no more.

    A wide trace or a long list makes enough rows to set off a search of everything there is.
    """
    app = create_app()
    gc.collect()
    gc.freeze()
    return app


def _configure(app: Flask, settings: Settings, overrides: Mapping[str, Any]) -> None:
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=not settings.is_trial,
        SESSION_COOKIE_NAME="agrimarket",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        COMPRESS_MIMETYPES=[
            "text/html", "text/css", "text/csv", "application/json", "application/javascript",
            "text/javascript", "image/svg+xml", "application/problem+json", "application/ld+json",
        ],
        FONT_CACHE=settings.data / "fonts",
    )  # fmt: skip
    app.config.update(overrides)
    provider: Any = app.json
    provider.ensure_ascii, provider.sort_keys = False, False  # Vietnamese stays readable


def _install_kit(app: Flask, settings: Settings) -> None:
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the documented way to wrap it
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    logs.install(app)
    migrate.init_app(app, db, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)
    headers.install(app, https=not settings.is_trial)
    metrics.install(app)
    http.install(app)
    limits.install(app, settings.redis_url)
    web.install(app)
    web.add_static(app, "fieldwork", fieldwork_pages.STATIC)
    identify.install(app)
    Compress(app)


def _register_rooms(app: Flask) -> None:
    csrf = CSRFProtect(app)
    app.register_error_handler(CSRFError, http.on_csrf)
    api = kit_api.install(app)
    for room in API_ROOMS:
        api.register_blueprint(room.blueprint)
        csrf.exempt(room.blueprint)  # bearer tokens only: no cookie speaks there
    for pages in PAGE_ROOMS:
        app.register_blueprint(pages.blueprint)
