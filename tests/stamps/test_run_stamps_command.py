"""`python -m stamps`: each verb as a process, exit status, bulk from stdin, no key by default."""

import io
import json
import os
import random
import stat
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from stamps import KeyRing, spell
from stamps.command.words import main

RING = KeyRing.new(random.Random(11).randbytes(32), pin_key=random.Random(12).randbytes(32))
GTIN = "06291041500213"
LINK = f"https://tem.example.vn/01/{GTIN}/10/L%2F1?17=270131"


@pytest.fixture
def keys(tmp_path: Path) -> str:
    path = tmp_path / "ring.json"
    path.write_text(json.dumps(RING.to_dict()))
    path.chmod(0o600)
    return str(path)


def run(*words: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    """One command as a process of its own."""
    command = [sys.executable, "-m", "stamps", *words]
    return subprocess.run(command, input=given.encode(), capture_output=True, timeout=60)


def lines(ended: subprocess.CompletedProcess[bytes]) -> list[str]:
    assert b"Traceback" not in ended.stderr
    return ended.stdout.decode().splitlines()


def test_make_open_and_check(keys: str) -> None:
    made = run("make", "--keys", keys, "--first", "5", "--last", "7", "--pins")
    codes, pins = zip(*(line.split() for line in lines(made)), strict=True)
    assert (made.returncode, list(codes)) == (0, list(RING.make_many(range(5, 8))))
    assert list(pins) == list(RING.pins_many(range(5, 8)))
    opened = run("open", "--keys", keys, spell(codes[0]).lower())
    assert json.loads(lines(opened)[0]) == {
        "opened": True, "code": codes[0], "serial": 5, "version": "1",
    }  # fmt: skip
    checked = run("check", codes[0], codes[1][:-1])
    assert (checked.returncode, lines(checked)) == (
        1,
        [f"{codes[0]} đúng", f"{codes[1][:-1]} gõ nhầm"],
    )


def test_codes_in_bulk_from_stdin(keys: str) -> None:
    """More than a few go the way of arrays; the answers and their order are the same."""
    codes = list(RING.make_many(range(1, 1001)))
    codes[500] = codes[500][:-1]
    ended = run("open", "--keys", keys, given="\n".join(codes) + "\n\n")
    answers = [json.loads(line) for line in lines(ended)]
    assert ended.returncode == 1
    assert [one.get("serial") for one in answers] == [*range(1, 501), None, *range(502, 1001)]
    assert answers[500]["reason"] == "typo"


def test_addresses_and_their_gs1_form(keys: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["make", "--keys", keys, "--first", "5", "--last", "5", "--host", "tem.example.vn"]
    assert main(words) == 0
    assert main([*words, "--gtin", GTIN]) == 0
    code = RING.seal(5)
    assert capsys.readouterr().out.split() == [
        f"HTTPS://TEM.EXAMPLE.VN/{code}",
        f"HTTPS://TEM.EXAMPLE.VN/01/{GTIN}/21/{code}",
    ]


def test_links_are_read_and_built() -> None:
    read = run("link", LINK, "(01)06291041500213(10)L1")
    first, second = (json.loads(line) for line in lines(read))
    assert first["elements"] == {"01": GTIN, "10": "L/1", "17": "270131"}
    assert first["canonical"] == LINK.replace("tem.example.vn", "id.gs1.org")
    assert second == {"elements": {"01": GTIN, "10": "L1"}}
    built = run(
        "link", "--build", "--base", "https://tem.example.vn", given=first["element_string"]
    )
    assert lines(built) == [LINK]
    refused = run("link", LINK + "&99999=1", LINK)
    assert (refused.returncode, len(lines(refused))) == (1, 1)
    assert refused.stderr.decode().startswith("unknown_gs1_identifier: GS1 không có mã (99999).")


@pytest.mark.parametrize("format", ["png", "svg", "text"])
def test_a_symbol_of_each_sort(format: str, tmp_path: Path) -> None:
    text, out = f"HTTPS://TEM.EXAMPLE.VN/{RING.seal(1)}", tmp_path / f"one.{format}"
    assert run("symbol", text, "--format", format, "--out", str(out)).returncode == 0
    if format == "png":
        found = zxingcpp.read_barcodes(Image.open(io.BytesIO(out.read_bytes())))
        assert [one.text for one in found] == [text]
    elif format == "svg":
        assert out.read_text().startswith("<svg ")
    else:
        assert zxingcpp.read_barcodes(_pixels(out.read_text()))[0].text == text


def _pixels(drawn: str) -> Image.Image:
    """What a dark terminal shows: each letter two modules, lit where its half is filled."""
    rows = [[letter in halves for letter in line] for line in drawn.splitlines()
            for halves in ("▀█", "▄█")]  # fmt: skip
    image = Image.new("L", (len(rows[0]), len(rows)))
    image.putdata([255 * lit for row in rows for lit in row])
    return image.resize((image.width * 6, image.height * 6))


def test_sheet_writes_a_file(keys: str, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    words = ["--product", "Chè lam", "--order", "A1", "--host", "tem.example.vn"]
    serials = ["--keys", keys, "--first", "1", "--last", "41"]
    ended = run("sheet", *serials, *words, "--use-by", "2027-01-31", "--out", str(out))
    assert ended.returncode == 0, ended.stderr
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert main(["sheet", *serials, *words, "--skip", "40", "--out", str(out)]) == 1
    assert main(["sheet", *serials, *words, "--stock", "a9", "--out", str(out)]) == 1


def test_a_sheet_in_the_gs1_form(
    keys: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says where tills fail, and writes no file where the number or the paper is wrong."""
    out, small = tmp_path / "sheet.pdf", ("--stock", "roll-30x20")
    words = ["sheet", "--keys", keys, "--first", "1", "--last", "3", "--order", "A1",
             "--product", "Chè lam", "--host", "tem.example.vn", "--out", str(out)]  # fmt: skip
    for more, code in (
        (("--gtin", GTIN[:-1] + "4"), "bad_gtin"),
        (("--gtin", GTIN, *small), "gtin_symbol_too_small"),
        (("--gtin", GTIN, "--dpi", "250"), "bad_sheet_option"),
    ):
        assert main([*words, *more]) == 1
        assert capsys.readouterr().err.startswith(f"{code}: ")
        assert not out.exists()
    for more, phones in ((("--stock", "a4-40"), False), ((*small, "--dpi", "300"), True)):
        assert main([*words, "--gtin", GTIN, *more]) == 0
        assert ("phones only" in capsys.readouterr().err) is phones
        page = pypdfium2.PdfDocument(out.read_bytes())[0].render(scale=300 / 72).to_pil()
        found = {one.text for one in zxingcpp.read_barcodes(page.convert("L"))}
        assert f"HTTPS://TEM.EXAMPLE.VN/01/{GTIN}/21/{RING.seal(1)}" in found


def test_a_key_file_is_made_and_rotated(tmp_path: Path) -> None:
    path = tmp_path / "ring.json"
    made = run("keys", "--keys", str(path))
    assert made.returncode == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first = KeyRing.from_dict(json.loads(path.read_text()))
    rotated = run("keys", "--keys", str(path), "--rotate")
    ring = KeyRing.from_dict(json.loads(path.read_text()))
    assert (first.versions, ring.versions, ring.active) == (("1",), ("1", "2"), "2")
    assert ring.seal(9, version="1") == first.seal(9)
    assert ring.pin(9, "1") == first.pin(9)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "chữ đầu 2" in rotated.stderr.decode()
    for key in (*ring.keys.values(), *ring.pin_keys.values()):
        assert key.hex().encode() not in made.stderr + rotated.stderr + rotated.stdout
    before = path.read_bytes()
    assert main(["keys", "--keys", str(path)]) == 1  # never over one that is there
    assert path.read_bytes() == before


def test_without_a_usable_key_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps(RING.to_dict())
    spoilt = {
        "weak": (json.dumps({"active": "1", "keys": {"1": "00" * 32}}), "weak_key"),
        "broken": ("{", "bad_key_ring"),
        "cut": (good[:-20], "bad_key_ring"),
        "twice": (good.replace('"active"', '"active": "1", "active"'), "bad_key_ring"),
        "open": (good, "key_file_open"),
    }
    for name, (text, code) in spoilt.items():
        path = tmp_path / name
        path.write_text(text)
        path.chmod(0o644 if name == "open" else 0o600)
        assert main(["make", "--keys", str(path), "--first", "1", "--last", "1"]) == 1
        told = capsys.readouterr()
        assert (told.out, told.err.split(":")[0]) == ("", code)
        assert "Hãy" in told.err
    for path in (tmp_path / "no", tmp_path):
        assert main(["open", "--keys", str(path), "1FXY0YKYWGBJSMJT"]) == 1
        assert capsys.readouterr().err.startswith("bad_key_ring")


@pytest.mark.parametrize(
    "arguments",
    [[], ["make"], ["make", "--first", "1", "--last", "2"], ["dance"], ["symbol"], ["sheet"]],
)
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


@pytest.mark.parametrize("verb", [[], ["keys"], ["make"], ["open"], ["sheet"], ["link"]])
def test_help_has_examples(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*verb, "--help"])
    assert ended.value.code == 0
    assert "python -m stamps make --keys" in capsys.readouterr().out


HEAVY = ("numpy", "qrcode", "fontTools", "PIL", "reportlab", "pikepdf")
LIGHT = [
    (["check", "1FXY0YKYWGBJSMJT"], [*HEAVY, "cryptography"]),
    (["link", LINK], [*HEAVY, "cryptography"]),
    (["open", "1FXY0YKYWGBJSMJT"], list(HEAVY)),
]


@pytest.mark.parametrize(("words", "heavy"), LIGHT)
def test_small_jobs_load_little(words: list[str], heavy: list[str], keys: str) -> None:
    """One code is opened without arrays, symbols or fonts: `-X importtime` names what is loaded."""
    given = [*words[:1], *(["--keys", keys] if words[0] == "open" else []), *words[1:]]
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "stamps", *given],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": ""},
    )
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in ended.stderr.splitlines()}
    assert "stamps" in loaded
    assert loaded & set(heavy) == set()
