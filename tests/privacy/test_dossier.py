"""The impact assessment is written from what is really there."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from agrimarket.cli import group
from agrimarket.privacy.inventory import INVENTORY
from tests.builders.households import a_household, citizen_id
from tests.people import People


def written(app: Flask, out: Path) -> str:
    done = CliRunner().invoke(group, ["dossier", "--out", str(out)], obj=lambda: app)
    assert done.exit_code == 0, done.output
    return out.read_text()


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_it_tells_tables_routes_roles_and_channels(
    app: Flask, people: People, tmp_path: Path, suffix: str
) -> None:
    number = citizen_id()
    a_household(people, citizen_id=number)
    text = written(app, tmp_path / f"ho-so.{suffix}")
    for kept in INVENTORY.values():
        assert kept.label in text
    assert "household_id" in text  # a route's placeholder
    for word in ("Postmart", "nguoi_ban", "Cán bộ xã, phường", "AES-256-GCM", "72 giờ",
                 "Thời hạn lưu", "Số hộ sản xuất đang có: 1"):  # fmt: skip
        assert word in text
    assert number not in text
    assert "Nguyễn Thị Hoa" not in text


def test_a_new_route_is_in_it_at_once(app: Flask, tmp_path: Path) -> None:
    text = written(app, tmp_path / "ho-so.md")
    for rule in app.url_map.iter_rules():
        assert str(rule.rule).replace("|", "\\|") in text


def test_another_ending_is_wrong_usage(app: Flask, tmp_path: Path) -> None:
    done = CliRunner().invoke(group, ["dossier", "--out", str(tmp_path / "x.doc")], obj=lambda: app)
    assert done.exit_code == 2
