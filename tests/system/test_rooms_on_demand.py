"""The command line opens a room when its command is asked for, and says them all."""

import subprocess
import sys
from importlib import import_module

import pytest

from agrimarket import cli

PRINT = """
import sys
from agrimarket import cli
cli.group.get_command(None, "print")
rooms = {name.split(".")[1] for name in sys.modules if name.startswith("agrimarket.")}
print(*sorted(rooms & {"app", "scanning", "channels", "reports", "fieldwork", "privacy", "system"}))
print(*sorted({"alembic", "holidays", "flask_smorest", "granian"} & set(sys.modules)))
"""


@pytest.mark.parametrize("module", list(cli.COMMANDS))
def test_the_table_says_what_a_room_offers(module: str) -> None:
    offered = {command.name for command in import_module(module).COMMANDS}
    assert offered == set(cli.COMMANDS[module])


def test_every_room_with_commands_is_in_the_table() -> None:
    """A room whose commands stand in another's table (`papers`) is reached through that one."""
    names = [name for names in cli.COMMANDS.values() for name in names]
    assert len(names) == len(set(names))
    assert cli.group.get_command(None, "no-such-command") is None  # type: ignore[arg-type]  # unused


def test_printing_opens_no_room_above_its_own() -> None:
    """All rooms together take two seconds and 180 MB before they begin."""
    said = subprocess.run([sys.executable, "-c", PRINT], capture_output=True, text=True, check=True)
    assert said.stdout.split() == []
