"""Rules about the running service: routes, events, refusals, glossary, tour, templates."""

import importlib
import pkgutil
import re
from collections.abc import Iterable

import pytest
from flask import Flask

import agrimarket
from agrimarket.app import JOBS, NO_REACTION, PERIODIC, REACTIONS
from agrimarket.households.intake.refusals import ListRefused
from agrimarket.kit.access import Role
from agrimarket.kit.db import Base
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.events import Event
from agrimarket.kit.http import STATUS
from stamps import StampRefusal
from tests.shape.code import ROOT
from tests.shape.listed import PASSED_ON

VIETNAMESE = re.compile(
    "[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I
)
WHAT_NEXT = re.compile(r"\b(hãy|chờ|cần|xin|gọi|chọn|nhờ|thử lại)\b", re.I)


@pytest.fixture(scope="module", autouse=True)
def _everything_loaded() -> None:
    for module in pkgutil.walk_packages(agrimarket.__path__, "agrimarket."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def below(base: type) -> Iterable[type]:
    for child in base.__subclasses__():
        if child.__module__.startswith(("agrimarket.", "stamps.")):
            yield child
        yield from below(child)


def without_access(app: Flask) -> list[str]:
    """Endpoints that say neither who may call them nor that anybody may."""
    found = []
    for rule in app.url_map.iter_rules():
        access = getattr(app.view_functions[rule.endpoint], "__access__", None)
        known = access == "public" or (access and all(isinstance(role, Role) for role in access))
        if not known:
            found.append(rule.endpoint)
    return found


BASES = {ListRefused}  # never raised itself
KIT_ROUTES = {"api-docs.openapi_json"}  # flask-smorest's own: the public description


def test_every_route_is_public_or_names_its_roles(app: Flask) -> None:
    assert set(without_access(app)) - KIT_ROUTES == set()


def test_a_route_without_roles_is_found(app: Flask) -> None:
    app.add_url_rule("/planted", "planted", lambda: "x")
    assert "planted" in without_access(app)


def test_every_event_has_a_reaction_or_a_reason_for_none() -> None:
    events = set(below(Event))
    assert events - set(REACTIONS) - set(NO_REACTION) == set()
    assert set(REACTIONS) & set(NO_REACTION) == set()
    assert all(REACTIONS.values())
    assert all(NO_REACTION.values())


def test_an_event_nobody_listed_is_found() -> None:
    class Planted(Event):
        """Not listed."""

    Planted.__module__ = "agrimarket.planted"
    assert Planted in set(below(Event)) - set(REACTIONS) - set(NO_REACTION)


def faults_of(refusals: Iterable[type[Refusal]]) -> list[str]:
    """Refusals without a code, or whose sentence is not Vietnamese or says nothing to do."""
    return [
        refusal.__name__
        for refusal in refusals
        if not re.fullmatch(r"[a-z][a-z0-9_]*", refusal.code)
        or not VIETNAMESE.search(refusal.sentence)
        or not (WHAT_NEXT.search(refusal.sentence) or "{next_step}" in refusal.sentence)
    ]


def test_every_refusal_has_a_code_and_a_sentence_that_says_what_to_do() -> None:
    refusals = [child for child in below(Refusal) if child not in BASES]
    assert len(refusals) > 40
    assert set(faults_of(refusals)) == set(PASSED_ON)
    codes = [refusal.code for refusal in refusals]
    assert sorted(codes) == sorted(set(codes))


def test_the_engine_speaks_the_same_way() -> None:
    said = [child.words for child in below(StampRefusal) if child.code != "planted"]
    assert len(said) > 15
    assert [text for text in said if not VIETNAMESE.search(text)] == []


def test_a_refusal_without_words_is_found() -> None:
    class Planted(Refusal):
        """No sentence."""

        code = "planted"

    class English(Refusal):
        """Not for a farmer."""

        code = "english"
        sentence = "Please try again."

    assert faults_of([Planted, English]) == ["Planted", "English"]
    Planted.__module__ = English.__module__ = "elsewhere"


def test_every_kind_of_refusal_has_a_status() -> None:
    assert set(STATUS) == set(Kind)


def test_periodic_work_is_known_work() -> None:
    assert set(PERIODIC) <= set(JOBS)


def test_every_table_stands_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    assert [name for name in Base.metadata.tables if f"`{name}`" not in glossary] == []


def test_every_file_named_in_the_tour_exists() -> None:
    tour = (ROOT / "docs" / "tour.md").read_text()
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*|\w+\.(?:py|md|toml))`", tour))
    assert len(named) > 20
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_docs_lead_to_files_that_exist() -> None:
    broken = []
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text()):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []
