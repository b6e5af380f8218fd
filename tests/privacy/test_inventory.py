"""The inventory says something about every column, and the answer to a person leaves none out."""

import importlib
import pkgutil

import pytest
from sqlalchemy import Column, MetaData, String, Table

import agrimarket
from agrimarket.kit.db import Base
from agrimarket.privacy import collect, column_words, retention
from agrimarket.privacy.collect_parts import LEFT_OUT, PARTS
from agrimarket.privacy.data_kinds import COMMON, Data
from agrimarket.privacy.inventory import INVENTORY, gaps
from agrimarket.privacy.store_person import STEPS

POINTING = {"household_id", "account_id", "product_id", "lot_id", "order_id", "listing_id",
            "person_id"}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _everything_loaded() -> None:
    for module in pkgutil.walk_packages(agrimarket.__path__, "agrimarket."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def uncovered(tables: dict[str, Table]) -> list[str]:
    """Tables that point to a producer's things, in no answer and without a reason."""
    told = collect.covered() | set(LEFT_OUT)
    return [
        name
        for name, table in tables.items()
        if POINTING & set(table.columns.keys()) and name not in told
    ]


def test_every_table_and_column_is_said() -> None:
    assert gaps(Base.metadata.tables) == []


def test_a_new_column_and_a_new_table_are_found() -> None:
    tables = dict(Base.metadata.tables)
    before = gaps(tables)
    tables["planted"] = Table("planted", MetaData(), Column("id", String, primary_key=True))
    grown = Table("area", MetaData(), *(Column(c.name, String) for c in tables["area"].columns))
    grown.append_column(Column("blood_group", String))
    tables["area"] = grown
    assert set(gaps(tables)) - set(before) == {"planted: no entry", "area.blood_group: not named"}


def test_every_sealed_column_is_personal_or_secret() -> None:
    for name, table in Base.metadata.tables.items():
        for column in table.columns.keys():  # noqa: SIM118 (columns, no dict)
            if column.endswith("_sealed"):
                kind = INVENTORY[name].kind_of(column)
                assert kind in {Data.CONTACT, Data.IDENTITY, Data.SENSITIVE, Data.SECRET}, name


def test_every_table_has_purpose_basis_and_a_known_term() -> None:
    codes = {rule.code for rule in retention.RULES}
    for name, kept in INVENTORY.items():
        assert kept.purpose, name
        assert kept.basis, name
        assert kept.term in codes or " " in kept.term, name


def test_no_table_of_a_person_is_left_out() -> None:
    assert uncovered(dict(Base.metadata.tables)) == []
    assert all(LEFT_OUT.values())


def test_a_table_nobody_collects_is_found() -> None:
    planted = Table("planted", MetaData(), Column("household_id", String))
    assert uncovered({"planted": planted}) == ["planted"]


def test_what_is_gathered_by_id_is_there() -> None:
    for table, column, _ in STEPS:
        assert column in Base.metadata.tables[table].columns
    for parts in PARTS.values():
        for part in parts:
            assert part.column in Base.metadata.tables[part.table].columns


def test_every_column_a_person_is_told_has_words() -> None:
    told = {
        column
        for name in collect.covered()
        for column in Base.metadata.tables[name].columns.keys()  # noqa: SIM118 (columns, no dict)
        if INVENTORY[name].kind_of(column) is not Data.SECRET and not column.endswith("_sealed")
    }
    assert sorted(told - set(column_words.WORDS) - ACTS) == []
    assert set(COMMON) <= set(column_words.WORDS)


# Columns of the trail that its collector tells in words of its own.
ACTS = {"chain", "object_kind", "object_id", "form", "person_id", "hash"}
