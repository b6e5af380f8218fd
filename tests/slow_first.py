"""Which files take long, so that they begin first and no worker is left with one at the end.

Seconds of one core, roughly; `pytest --durations=40` tells them anew. A file not named takes less
than a quarter of a minute. It changes the order alone: a wrong figure costs time, never a test.
"""

from collections.abc import Sequence

import pytest

SECONDS = {
    "tests/fuzz/test_schemathesis.py": 250,
    "tests/browser/test_axe_commune.py": 120,
    "tests/browser/test_axe_province.py": 110,
    "tests/browser/test_axe_others.py": 110,
    "tests/matrix/test_matrix.py": 90,
    "tests/hostile/test_forms.py": 90,
    "tests/browser/test_walk.py": 70,
    "tests/browser/test_field_engine.py": 60,
    "tests/privacy/test_erase.py": 50,
    "tests/system/test_rotate.py": 45,
    "tests/walks/test_main_job.py": 45,
    "tests/browser/test_field_screens.py": 45,
    "tests/browser/test_field_offline.py": 45,
    "tests/browser/test_scripts.py": 45,
    "tests/browser/test_axe_buyer.py": 40,
    "tests/browser/test_axe_depth.py": 40,
    "tests/walks/test_backup.py": 40,
    "tests/system/test_demo.py": 40,
    "tests/walks/test_forgotten.py": 35,
    "tests/browser/test_field_two_phones.py": 35,
    "tests/browser/test_field_diary.py": 35,
    "tests/browser/test_field_yard.py": 35,
    "tests/walks/test_many_writers.py": 30,
    "tests/privacy/test_everything.py": 30,
    "tests/fieldwork/test_converge.py": 30,
    "tests/accounts/test_mass_assignment.py": 25,
    "tests/walks/test_on_postgres.py": 25,
    "tests/browser/test_pictures.py": 25,
    "tests/browser/test_invited.py": 25,
    "tests/browser/test_passkey.py": 25,
    "tests/accounts/test_ends.py": 20,
    "tests/stamps/test_seal_codes.py": 20,
    "tests/hostile/test_workbooks.py": 20,
    "tests/hostile/test_json.py": 20,
    "tests/hostile/test_bombs.py": 20,
    "tests/kit/web/test_look.py": 20,
    "tests/shape/test_dangers.py": 20,
    "tests/shape/test_code.py": 20,
    "tests/kit/test_answers.py": 18,
    "tests/accounts/test_locks.py": 18,
}


def slow_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests, those of long files first; inside a file their order stays."""
    return sorted(items, key=lambda item: -SECONDS.get(item.nodeid.partition("::")[0], 0))
