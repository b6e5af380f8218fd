"""The people every story of the tests is about, with their tokens and sign-ins."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from agrimarket.accounts import rules
from agrimarket.kit.access import PUBLIC, SYSTEM, Role, Viewer
from agrimarket.kit.db import one_commit
from agrimarket.kit.ids import new_id

NGA_AN, HAM_RONG = "16144", "14758"
PASSWORD = "bốn con trâu đen"


@dataclass
class Person:
    """One caller: `viewer` for rules, `get/post/patch` for the API, `browser()` for pages."""

    app: Flask
    viewer: Viewer
    secret: str = field(repr=False)

    def call(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        headers |= options.pop("headers", {})
        return self.app.test_client().open(path, method=method, headers=headers, **options)

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.call("GET", path, **options)

    def post(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        if json is not None:
            options["json"] = json
        return self.call("POST", path, **options)

    def patch(self, path: str, json: Any, etag: str | None = None, **options: Any) -> TestResponse:
        headers = {"If-Match": etag} if etag else {}
        return self.call("PATCH", path, json=json, headers=headers, **options)

    def browser(self) -> FlaskClient:
        """A test client that is signed in as this person."""
        client = self.app.test_client()
        with one_commit() as session:
            account = rules.create_account(
                session,
                viewer=SYSTEM,
                name=self.viewer.name,
                login=new_id(),
                password=PASSWORD,
                role=self.viewer.role,
                commune_codes=self.viewer.commune_codes,
                household_id=self.viewer.household_id,
                agency=self.viewer.agency,
            )
            login = account.login
        answer = client.post("/dang-nhap", data={"login": login, "password": PASSWORD})
        assert answer.status_code == 303
        return client


class People:
    """phuc: province · nam: worker of bà Hoa's commune · lan: worker of another · minh: a buyer."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.phuc = self.person(Role.PROVINCE_OFFICER, "Phúc")
        self.huong = self.person(Role.COMMUNE_OFFICER, "Hương", communes=(NGA_AN,))
        self.nam = self.person(Role.EXTENSION_WORKER, "Nam", communes=(NGA_AN,))
        self.lan = self.person(Role.EXTENSION_WORKER, "Lan", communes=(HAM_RONG,))
        self.minh = Person(app, PUBLIC, "")

    def producer(self, household_id: str, name: str = "Hoa") -> Person:
        """Bà Hoa, once her household is registered."""
        return self.person(Role.PRODUCER, name, household_id=household_id)

    def person(
        self,
        role: Role,
        name: str,
        *,
        communes: tuple[str, ...] = (),
        household_id: str | None = None,
        scopes: tuple[str, ...] = (),
        agency: str | None = None,
    ) -> Person:
        with one_commit() as session:
            _, secret = rules.create_token(
                session,
                viewer=SYSTEM,
                name=name,
                role=role,
                commune_codes=communes,
                household_id=household_id,
                scopes=scopes,
                agency=agency,
            )
            viewer = rules.viewer_of_token(session, secret)
        return Person(self.app, viewer, secret)
