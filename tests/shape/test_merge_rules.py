"""Whoever adds a table that points to a producer decides what a merge does with its rows."""

import importlib
import pkgutil

import pytest
from sqlalchemy import Column, ForeignKey, Index, MetaData, String, Table, UniqueConstraint, text

import agrimarket
from agrimarket.households.merging.moves import RULES, Moves, pointing, undecided
from agrimarket.kit.db import Base


@pytest.fixture(scope="module", autouse=True)
def _everything_loaded() -> None:
    for module in pkgutil.walk_packages(agrimarket.__path__, "agrimarket."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def test_every_pointing_column_has_a_rule() -> None:
    assert undecided(Base.metadata) == []


def test_no_rule_is_about_nothing() -> None:
    known = {f"{table.name}.{column.name}" for table, column in pointing(Base.metadata)}
    known |= {"household_merge.kept_id", "household_merge.merged_id"}
    assert sorted(set(RULES) - known) == []


def test_every_rule_names_columns_that_are_there() -> None:
    for name, rule in RULES.items():
        if isinstance(rule, Moves):
            columns = Base.metadata.tables[name.partition(".")[0]].columns
            named = {*(rule.taken or ()), *filter(None, [rule.open])}
            named |= {rule.follows[0]} if rule.follows else set()
            assert named <= set(columns.keys()), name


@pytest.mark.parametrize(
    "column",
    [
        Column("household_id", String),
        Column("other_household_id", String),
        Column("person_id", String),
        Column("owner", String, ForeignKey("household.id")),
    ],
)
def test_a_table_nobody_decided_about_is_found(column: "Column[str]") -> None:
    planted = MetaData()
    Table("household", planted, Column("id", String, primary_key=True))
    Table("planted", planted, column)
    assert undecided(planted) == [f"planted.{column.name}: no rule"]


@pytest.mark.parametrize("how", ["constraint", "index", "key"])
def test_a_unique_column_whose_rule_lets_nobody_give_way_is_found(how: str) -> None:
    """`area` moves without a word about what happens where both have the same."""
    planted = MetaData()
    column = Column("household_id", String, primary_key=how == "key")
    area = Table("area", planted, column, Column("code", String))
    if how == "constraint":
        area.append_constraint(UniqueConstraint("household_id", "code"))
    if how == "index":
        Index("uq_x", column, unique=True, sqlite_where=text("code IS NULL"))
    assert undecided(planted) == ["area.household_id: unique, but nobody gives way"]
