"""Stamps in hand against the log, and the command that outsiders run."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from stamps import log_verifier
from stamps.log_chain import Fault, fingerprint
from stamps.log_stamps import ServiceNeeded, stamp_faults
from tests.stamps.logs import PRODUCT, Line, Log, a_key, a_log, pem, public, signed

OTHER = "0190a0a0-0000-7000-8000-000000000002"
TOLD: Line = {
    "stamp": "A0001-00004", "log_entry": 2, "product": {"id": PRODUCT},
    "producer": {"kind": "household"}, "commune": {"code": "14911"},
}  # fmt: skip


class TestStamps:
    """Stamps in hand, printed or asked for."""

    @pytest.mark.parametrize(
        ("stamp", "wrong"),
        [("A0001-00001", False), ("a0001-10", False), ("A0001-00011", True), ("A0001-00000", True),
         ("A0099-00001", True), ("A0024-00036", False), ("A0024-00037", True)],
    )  # fmt: skip
    def test_as_printed(self, stamp: str, wrong: bool) -> None:
        assert bool(self.faults(stamp)) is wrong

    @pytest.mark.parametrize(
        ("answer", "code"),
        [(TOLD, None),
         (TOLD | {"log_entry": None}, "slipped"),
         (TOLD | {"log_entry": 3}, "slipped"),
         (TOLD | {"stamp": "A0001-00044"}, "slipped"),
         (TOLD | {"lot": {"product_id": PRODUCT}}, None),
         (TOLD | {"lot": {"product_id": OTHER}}, "turned_over"),
         (TOLD | {"lot": {}}, "turned_over"),
         (TOLD | {"product": {"id": OTHER}, "lot": {"product_id": OTHER}}, "turned_over"),
         (TOLD | {"product": None}, "turned_over"),
         (TOLD | {"producer": {"kind": "enterprise"}}, "turned_over"),
         (TOLD | {"commune": {"code": "14758"}}, "turned_over"),
         (TOLD | {"commune": "14911"}, "turned_over"),
         ({"stamp": "A0077-00004", "log_entry": None}, "slipped"),
         ({"stamp": None}, "unknown"), ({}, "unknown"), ({"stamp": "?"}, "unreadable")],
    )  # fmt: skip
    def test_as_the_service_answers(self, answer: Line, code: str | None) -> None:
        said = [fault.code for fault in self.faults("1fxy-0yky-wgbj-smjt", answer)]
        assert said == ([code] if code else [])
        if answer:
            line = json.dumps(answer | {"code": "1FXY-0YKY-WGBJ-SMJT"})
            assert [fault.code for fault in self.faults(line)] == said

    def test_a_code_of_another_key_version(self) -> None:
        assert [one.code for one in self.faults("2FXY-0YKY-WGBJ-SMJT", TOLD)] == ["slipped"]

    def test_a_producer_that_moved_is_what_the_newest_line_tells(self) -> None:
        log = a_log()
        log.add_producer("cooperative", "14758")
        walk, faults = log_verifier.verify(log.lines, pinned=[public(a_key())])
        assert faults == []
        moved = TOLD | {"producer": {"kind": "cooperative"}, "commune": {"code": "14758"}}
        lines = [json.dumps(said | {"code": "1FXY-0YKY-WGBJ-SMJT"}) for said in (TOLD, moved)]
        found = list(stamp_faults(lines, walk, None))
        assert [(one.code, one.entry) for one in found] == [("turned_over", 26)] * 2

    def test_an_address_is_a_code(self) -> None:
        asked: list[str] = []

        def ask(code: str) -> Line:
            asked.append(code)
            return {}

        walk, _ = log_verifier.verify(a_log().lines, pinned=[])
        list(stamp_faults(["HTTPS://TEM.EXAMPLE.VN/1FXY0YKYWGBJSMJT"], walk, ask))
        assert asked == ["1FXY0YKYWGBJSMJT"]

    def test_a_code_needs_somebody_to_ask(self) -> None:
        with pytest.raises(ServiceNeeded, match="--service"):
            self.faults("1FXY-0YKY-WGBJ-SMJT")

    def faults(self, stamp: str, answer: Line | None = None) -> list[Fault]:
        """Of one stamp against an honest log."""
        walk, _ = log_verifier.verify(a_log().lines, pinned=[public(a_key())])
        ask = None if answer is None else lambda code: answer
        return list(stamp_faults([stamp, ""], walk, ask))


class TestCommand:
    """`python -m stamps.log_verifier`: files in, lines out."""

    def test_all_holds(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        log = a_log()
        assert self.run(log, tmp_path, earlier=log.heads[:2]) == 0
        said = capsys.readouterr().out
        assert "Sổ đúng." in said
        assert fingerprint(public(a_key())) in said
        assert log.heads[-1]["body"]["day"] in said

    def test_a_fault_is_a_line_and_a_status(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        log = a_log()
        log.lines[5] = signed(log.lines[5]["body"] | {"commune": "00001"}, a_key(666))
        assert self.run(log, tmp_path) == 1
        assert "signature: Dòng 6 không mang chữ ký" in capsys.readouterr().out

    def test_files_that_are_none(self, tmp_path: Path) -> None:
        log = a_log()
        assert self.run(log, tmp_path) == 0
        (tmp_path / "key.pem").write_text("no key")
        assert log_verifier.main(self.asked(tmp_path)) == 2
        assert log_verifier.main(["none.jsonl", "--key", str(tmp_path / "none.pem")]) == 2

    def test_as_a_program_of_its_own(self, tmp_path: Path) -> None:
        """It imports nothing of the service, and finds its way without this test's modules."""
        self.run(a_log(), tmp_path)
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "stamps.log_verifier",
             *self.asked(tmp_path)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert "Sổ đúng." in done.stdout
        assert not {"agrimarket", "flask", "sqlalchemy"} & set(done.stderr.split())

    def run(self, log: Log, folder: Path, earlier: list[Line] | None = None) -> int:
        """The command over these files."""
        lines = [json.dumps(line, ensure_ascii=False) for line in log.lines]
        (folder / "log.jsonl").write_text("\n".join(lines) + "\n")
        (folder / "heads.json").write_text(json.dumps({"heads": log.heads}))
        (folder / "key.pem").write_bytes(pem(a_key()))
        more = []
        if earlier:
            (folder / "old.json").write_text(json.dumps({"heads": earlier}))
            more = ["--previous", str(folder / "old.json")]
        return log_verifier.main([*self.asked(folder), *more])

    def asked(self, folder: Path) -> list[str]:
        """The files as arguments."""
        names = ("log.jsonl", "key.pem", "heads.json")
        log, key, heads = (str(folder / name) for name in names)
        return [log, "--key", key, "--heads", heads]
