"""Rules of our own beside bandit's: no data becomes code, SQL, markup or an endless call."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shape import dangers
from tests.shape.code import ROOT
from tests.shape.listed import OUTSIDE_CALLERS, OWN_ADDRESSES

PLANTED: dict[str, tuple[Callable[[Path], list[str]], list[str]]] = {
    "SQL put together from pieces": (dangers.built_sql, [
        'session.execute(text(f"SELECT {x}"))', 'cursor.execute("SELECT " + x)',
        'connection.exec_driver_sql("SELECT %s" % x)', 'text("SELECT {}".format(x))']),
    "Markup around data": (dangers.markup_of_data, ["Markup(name)", 'Markup(f"<b>{name}</b>")']),
    "data that runs": (dangers.data_that_runs, [
        "eval(x)", "exec(x)", "render_template_string(x)", "import pickle", "import yaml"]),
    "a shell": (dangers.shells, ["subprocess.run(x, shell=True)", "os.system(x)"]),
    "a call without an end": (dangers.calls_without_end, [
        "urllib3.HTTPSConnectionPool(host)", "urllib.request.urlopen(url)",
        "socket.create_connection(host)"]),
    "an open redirect": (dangers.open_redirects, [
        "redirect(request.args['next'])", "redirect(target, code=303)",
        "redirect(a or url_for('b'))"]),
}  # fmt: skip


def _cases() -> list[tuple[str, str]]:
    return [(rule, code) for rule, (_, planted) in PLANTED.items() for code in planted]


@pytest.mark.parametrize("rule", PLANTED)
def test_the_code_keeps_the_rule(rule: str) -> None:
    found = PLANTED[rule][0](ROOT)
    assert [place for place in found if place.rpartition(":")[0] not in OWN_ADDRESSES] == []


@pytest.mark.parametrize(("rule", "code"), _cases())
def test_the_rule_finds_a_planted_fault(rule: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "agrimarket" / "lots" / "planted.py"
    path.parent.mkdir(parents=True)
    path.write_text(f'"""x."""\n{code}\n')
    assert PLANTED[rule][0](tmp_path)


def test_what_is_fixed_passes(tmp_path: Path) -> None:
    path = tmp_path / "agrimarket" / "lots" / "good.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        '"""x."""\nre.compile(x)\ntext("SELECT 1")\nMarkup("<b>")\n'
        'redirect(safe_next() or url_for("a"))\nHTTPSConnectionPool(h, timeout=t)\n'
    )
    assert [fault for rule, _ in PLANTED.values() for fault in rule(tmp_path)] == []


def test_one_file_alone_calls_the_outside() -> None:
    assert dangers.outside_callers(ROOT) == set(OUTSIDE_CALLERS)
    assert all(OUTSIDE_CALLERS.values())


def test_a_second_caller_is_found(tmp_path: Path) -> None:
    path = tmp_path / "agrimarket" / "channels" / "planted.py"
    path.parent.mkdir(parents=True)
    path.write_text('"""x."""\nimport urllib.request\n')
    assert dangers.outside_callers(tmp_path) == {"agrimarket/channels/planted.py"}


def test_every_address_exception_has_its_reason() -> None:
    assert all(OWN_ADDRESSES.values())
