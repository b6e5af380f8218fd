"""`python -m stamps`: the three verbs, exit status, and no key by default."""

import json
import random
from pathlib import Path

import pytest

from stamps import KeyRing, spell
from stamps.__main__ import main

RING = KeyRing.new(random.Random(11).randbytes(32))


@pytest.fixture
def keys(tmp_path: Path) -> str:
    path = tmp_path / "ring.json"
    path.write_text(json.dumps(RING.to_dict()))
    return str(path)


def test_make_and_read(keys: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["make", "--keys", keys, "--first", "5", "--last", "7"]) == 0
    codes = capsys.readouterr().out.split()
    assert codes == list(RING.make_many(range(5, 8)))
    assert main(["read", "--keys", keys, spell(codes[0]).lower()]) == 0
    assert json.loads(capsys.readouterr().out)["serial"] == 5
    assert main(["read", "--keys", keys, codes[0], codes[1][:-1]]) == 1
    assert '"reason": "typo"' in capsys.readouterr().out


def test_make_prints_addresses(keys: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["make", "--keys", keys, "--first", "5", "--last", "5", "--host", "tem.example.vn"])
    assert capsys.readouterr().out.strip() == f"HTTPS://TEM.EXAMPLE.VN/{RING.seal(5)}"


def test_sheet_writes_a_file(keys: str, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    words = ["--product", "Chè lam", "--order", "A1", "--host", "tem.example.vn"]
    serials = ["--keys", keys, "--first", "1", "--last", "41"]
    assert main(["sheet", *serials, *words, "--use-by", "2027-01-31", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert main(["sheet", *serials, *words, "--skip", "40", "--out", str(out)]) == 1


def test_without_a_usable_key_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weak = tmp_path / "weak.json"
    weak.write_text(json.dumps({"active": "1", "keys": {"1": "00" * 32}}))
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    for path, code in (
        (weak, "weak_key"),
        (broken, "bad_key_ring"),
        (tmp_path / "no", "bad_key_ring"),
    ):
        assert main(["make", "--keys", str(path), "--first", "1", "--last", "1"]) == 1
        assert capsys.readouterr().err.startswith(code)


@pytest.mark.parametrize(
    "arguments", [[], ["make"], ["make", "--first", "1", "--last", "2"], ["dance"]]
)
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


@pytest.mark.parametrize("verb", [[], ["make"], ["read"], ["sheet"]])
def test_help_has_examples(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*verb, "--help"])
    assert ended.value.code == 0
    assert "python -m stamps make --keys" in capsys.readouterr().out
