"""The phone app without network: it opens, it keeps, it sends once when it is back."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.field import PHOTO, Field, Phone, a_field
from tests.browser.village import Village
from tests.fieldwork.cutting import a_line

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ALL = os.environ.get("AGRIMARKET_SYNC") == "all"
PRODUCERS = 50 if ALL else 6
RESTARTS = 3
REGISTER = (
    PHOTO
    + """
  const made = [];
  for (let at = given.first; at < given.end; at += 1) {
    const picture = await photo(given.width, Math.round(given.width * 0.75), at + 1);
    const fields = { head_name: given.names[at], commune_code: '16144' };
    made.push(await engine.write.register(fields, { photos: [picture] }));
  }
  return made;"""
)


@pytest.fixture(scope="module")
def field(field_village: Village, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    with a_field(field_village, tmp_path_factory.mktemp("phones"), "lan-offline") as found:
        yield found


SURNAMES = ["Lê", "Trần", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Hồ"]  # one a phone
MIDDLE = ["Bích", "Thu", "Xuân", "Hạ", "Ngọc", "Kim", "Minh"]
FIRST = ["Hoa", "Lan", "Mai", "Cúc", "Đào", "Sen", "Liễu", "Huệ"]


def a_name(number: int) -> str:
    """Names far enough from each other to be different people."""
    return f"{MIDDLE[number // len(FIRST)]} {FIRST[number % len(FIRST)]}"


def register(phone: Phone, first: int, end: int) -> list[str]:
    surname = SURNAMES[phone.number % len(SURNAMES)]
    names = [f"{surname} {a_name(number)}" for number in range(end)]
    width = 1600 if ALL else 400
    made = phone.run(REGISTER, {"first": first, "end": end, "names": names, "width": width})
    assert isinstance(made, list), made
    return made


def photo_hashes(phone: Phone) -> set[str]:
    """The hashes of what waits here, reckoned anew from the bytes that are kept."""
    return set(
        phone.run("""
      const queue = await import('/static/fieldwork/engine/queue.js');
      const { sha256 } = await import('/static/fieldwork/engine/bytes.js');
      const files = queue.open().filter((item) => item.file);
      return Promise.all(files.map(async (item) => sha256(await queue.fileBytes(item.id))));""")
    )


COUNTED = "await engine.sync.now(); return engine.records.count();"


def test_what_was_registered_offline_over_restarts_arrives_once(field: Field) -> None:
    with field.phone() as phone:
        held = phone.run(COUNTED)  # other phones' producers came along
        phone.close()
        before = set(field.told())
        made: list[str] = []
        for restart in range(RESTARTS):
            phone.open(offline=True).app()
            assert phone.unlock() == "open"
            end = PRODUCERS * (restart + 1) // RESTARTS
            made += register(phone, len(made), end)
            assert phone.run("return engine.records.count();") == held + len(made)
            if restart == 1:
                phone.kill()  # a dead battery
            elif restart < RESTARTS - 1:
                phone.close()
        sent = photo_hashes(phone)
        assert len(sent) == PRODUCERS
        phone.context.set_offline(False)
        assert phone.synced()["code"] == ""
        assert phone.run("return engine.queue.counts();")["open"] == 0
        phone.synced()
        there = field.told()
        assert set(there) - before == set(made)
        hashes = [photo["sha256"] for id in made for photo in there[id]["photos"]]
        assert sorted(hashes) == sorted(sent)


def test_what_was_told_as_saved_outlives_a_dead_battery(field: Field) -> None:
    with field.phone() as phone:
        held = phone.run(COUNTED)
        phone.context.set_offline(True)
        told: list[str] = []
        phone.page.on("console", lambda said: told.append(said.text))
        phone.page.evaluate("""async () => {
          const engine = await import('/static/fieldwork/engine/index.js');
          setTimeout(async () => {
            for (let at = 0; ; at += 1) {
              const fields = { head_name: `Trần Thị ${at}`, commune_code: '16144' };
              console.log(`saved ${await engine.write.register(fields)}`);
            }
          });
        }""")
        phone.page.wait_for_timeout(400)
        phone.kill()
        saved = {line.split()[1] for line in told if line.startswith("saved ")}
        phone.open(offline=True).app()
        phone.unlock()
        kept = phone.run("return engine.records.search('', { limit: 9999 }).map((one) => one.id);")
        assert len(saved) > 5
        assert saved <= set(kept)
        assert len(kept) - held <= len(saved) + 1  # one may be on the disk before it could be told


def test_a_network_that_cuts_at_any_byte_loses_and_doubles_nothing(field: Field) -> None:
    with a_line(field.village.port) as line, field.phone(port=line.port) as phone:
        phone.kept()
        assert set_up_again(phone) == "open"
        before = set(field.told())
        phone.context.set_offline(True)
        made = register(phone, 0, 8)
        sent = photo_hashes(phone)
        line.most = 40_000 if not ALL else 400_000
        phone.context.set_offline(False)
        phone.run("for (let at = 0; at < given; at += 1) await engine.sync.now();",
                  40 if ALL else 12)  # fmt: skip
        assert line.cuts > 3
        line.most = None
        assert phone.synced()["code"] == ""
        there = field.told()
        assert set(there) - before == set(made)
        hashes = [photo["sha256"] for id in made for photo in there[id]["photos"]]
        assert sorted(hashes) == sorted(sent)


def test_storage_cleared_after_sync_loses_nothing(field: Field) -> None:
    with field.phone() as phone:
        made = register(phone, 0, 2)
        assert phone.synced()["code"] == ""
        known = phone.run("return engine.records.count();")
        phone.forget()
        phone.app()
        assert phone.run("return engine.state().phase;") == "new"
        assert set_up_again(phone) == "open"
        phone.synced()
        assert phone.run("return engine.records.count();") == known
        assert set(made) <= set(field.told())


def set_up_again(phone: Phone) -> Any:
    """The phone is known to the service still: its PIN alone sets it up."""
    return phone.run("await engine.setUp({ pin: '482715' }); return engine.state().phase;")


EXPORT = """
  const bytes = new Uint8Array(await (await engine.queue.exportFile()).arrayBuffer());
  let text = '';
  for (const one of bytes) text += String.fromCharCode(one);
  return btoa(text);"""
IMPORT = """
  const bytes = Uint8Array.from(atob(given), (one) => one.charCodeAt(0));
  return await engine.queue.importFile(new File([bytes], 'viec-cho.agri'));"""


def test_storage_cleared_before_sync_comes_back_from_the_exported_queue(
    field: Field, tmp_path: Path
) -> None:
    with field.phone() as phone:
        before = set(field.told())
        phone.context.set_offline(True)
        made = register(phone, 0, 3)
        sent = photo_hashes(phone)
        exported = phone.run(EXPORT)
        assert isinstance(exported, str), exported
        phone.context.set_offline(False)
        phone.forget()
        phone.app()
        assert set_up_again(phone) == "open"
        assert phone.run(IMPORT, exported) == {"added": 6, "known": 0}
        assert phone.run(IMPORT, exported)["added"] == 0
        assert phone.synced()["code"] == ""
        phone.forget()  # and once more, when the service has it all
        phone.app()
        set_up_again(phone)
        assert phone.run(IMPORT, exported)["added"] == 6
        assert phone.synced()["code"] == ""
        there = field.told()
        assert set(there) - before == set(made)
        hashes = [photo["sha256"] for id in made for photo in there[id]["photos"]]
        assert sorted(hashes) == sorted(sent)


def test_a_file_that_is_not_ours_cut_or_changed_is_refused_in_words(field: Field) -> None:
    with field.phone() as phone:
        phone.context.set_offline(True)
        register(phone, 0, 1)
        exported = phone.run("""
          const file = await engine.queue.exportFile();
          const bytes = new Uint8Array(await file.arrayBuffer());
          const changed = Uint8Array.from(bytes);
          changed[bytes.length - 40] ^= 1;
          const renamed = new TextDecoder('latin1').decode(bytes)
            .replace(/"account":"./, '"account":"f');
          const latin = Uint8Array.from(renamed, (one) => one.charCodeAt(0));
          const newer = Uint8Array.from(bytes);
          newer[10] = 57;
          const tried = [bytes.slice(0, 8), bytes.slice(0, 60), bytes.slice(0, bytes.length - 1),
            bytes.slice(0, bytes.length / 2), changed, latin, newer, new Uint8Array(9000),
            new Uint8Array([...bytes, 1])];
          const said = [];
          for (const one of tried) {
            try { await engine.queue.importFile(new Blob([one])); said.push('taken'); }
            catch (error) { said.push(error.code); }
          }
          return said;""")
        assert exported == [
            "import_not_ours", "import_cut", "import_cut", "import_cut", "import_broken",
            "import_other_account", "import_newer", "import_not_ours", "import_broken",
        ]  # fmt: skip
        assert phone.run("return engine.queue.counts();")["open"] == 2
