"""What every process of the service stands on: settings, keys and database, without its pages.

`create_app` builds the house on it. A command that needs no page stands on it alone, and so
imports one room and those below it instead of all of them.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Flask

from agrimarket.config import Settings
from agrimarket.issuing import key_fit
from agrimarket.kit import key_check, key_watch, person_keys, signing
from agrimarket.kit.db import db, prepare_engine
from agrimarket.places import models as places_models

# Other rooms' tables point here, but no room of this process need have opened it.
TABLES_BELOW = (
    places_models.CommuneRow, places_models.FormerCommuneRow, person_keys.PersonKey,
    key_check.KeyCheck,
)  # fmt: skip


def stand(
    settings: Settings,
    overrides: Mapping[str, Any] | None = None,
    *,
    any_signer: bool = False,
) -> Flask:
    """An app with settings, keys and database; UnsafeStart where keys are not safe, or others.

    `overrides` are configuration values that tests set. `any_signer` stands without the signing
    key, or on another than the public log names: to restore, and to replace a lost one.
    """
    app = Flask("agrimarket", static_folder=None)
    app.extensions["agrimarket.settings"] = settings
    keys = key_watch.watch(app, settings.key_file, partial(key_fit.check, app))
    signing.install(
        app,
        signing.path_beside(settings.key_file),
        partial(key_fit.check_signer, app),
        now=not any_signer,
    )
    app.config.update(
        SECRET_KEY=keys.cookie,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": not settings.embedded},
    )
    app.config.update(overrides or {})
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    key_fit.refuse_other_keys(app, any_signer=any_signer)
    return app
