"""The engine beside sending: names folded as the service does, hints, speed, tabs, new versions."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Error
from werkzeug.serving import make_server

from agrimarket.kit import web
from agrimarket.kit.db import db
from agrimarket.places import communes, fold, former_communes
from tests import databases
from tests.browser.field import Field, Phone, a_field
from tests.browser.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STRANGE = [
    "  Đồng\u00a0 Tiến ", "HOÀ", "hoà", "Ðà Nẵng", "Ɖak ɖak", "Thanh\u200b Hóa", "ÀÁẢÃẠ ăắằ ƯỜ",
    "e\u0302\u0301", "İstanbul ẞ", "x\u034fy", "\u0345x", "日本 한국", "a\x1cb\x85c", "\ufeff", "",
    "ก็ा", "Ω\u0301\u0345\u0323",
]  # fmt: skip
HOUSEHOLDS = 5_000
FILL = """
  const { putting } = await import('/static/fieldwork/engine/rows.js');
  const { newId } = await import('/static/fieldwork/engine/ids.js');
  const { write } = await import('/static/fieldwork/engine/store.js');
  const rows = [];
  for (let at = 0; at < given; at += 1) {
    const name = `Nguyễn Văn ${at}`;
    const id = newId();
    const data = { name, head_name: name, kind: 'household', commune_code: '16144', products: [],
      phone: `09${10000000 + at}`, hamlet: 'Thôn 3', crops: ['Bưởi'], open_lots: [], photos: [],
      birth_year: 1980, updated_at: '2026-11-01T00:00:00Z', card_code: `HX${1e13 + at}` };
    rows.push(await putting('records', id, { id, revision: 1, data }));
  }
  await write(rows);"""


@pytest.fixture(scope="module")
def field(field_village: Village, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    with a_field(field_village, tmp_path_factory.mktemp("phones"), "lan-engine") as found:
        yield found


@pytest.fixture(scope="module")
def full(field: Field) -> Iterator[Phone]:
    """A phone with thousands of producers, opened without network."""
    with field.phone(offline=True) as phone:
        phone.run(FILL, HOUSEHOLDS)
        phone.app()
        yield phone


def test_thousands_of_producers_are_open_in_two_seconds(full: Phone) -> None:
    opened = "const t = performance.now(); await engine.unlock('482715');"
    took = full.run(f"{opened} return performance.now() - t;")
    assert full.run("return engine.records.count();") >= HOUSEHOLDS
    assert took < 2000
    find = "const t = performance.now(); engine.records.search('van 4999');"
    full.run(find)
    assert full.run(f"{find} return performance.now() - t;") < 200


def test_text_is_folded_as_the_service_folds_it(full: Phone) -> None:
    texts = [*STRANGE, *(one.name for one in communes()), *(one.name for one in former_communes())]
    folded = full.run("return given.map(engine.fold);", texts)
    assert folded == [fold(text) for text in texts]


def test_places_are_found_without_tone_marks_by_their_name_of_now_and_before(full: Phone) -> None:
    search = "return given.map((text) => engine.places.search(text).slice(0, 3));"
    exact, before, none = full.run(search, ["xa nga an", "nga dien", "qqq"])
    assert exact[0] == {"code": "16144", "name": "Xã Nga An", "former": None}
    assert before[0]["former"].startswith("Xã Nga Điền")
    assert none == []
    every = [one.name for one in former_communes()]
    found = full.run("return given.map((text) => engine.places.search(text, {limit: 99}));", every)
    for one, places in zip(former_communes(), found, strict=True):
        assert set(one.successors) <= {place["code"] for place in places}, one.name


def test_perhaps_known_already(full: Phone) -> None:
    def why(**fields: object) -> list[list[str]]:
        given = {"commune_code": "16144", **fields}
        ask = "return engine.duplicates(given).map((one) => [one.why, one.record.name]);"
        found: list[list[str]] = full.run(ask, given)
        return found

    assert why(head_name="nguyen van 4321")[0] == ["name", "Nguyễn Văn 4321"]
    same = why(head_name="NGUYỄN VĂN 4321", birth_date="1980-02-03")[0]
    assert same == ["name_and_year", "Nguyễn Văn 4321"]
    assert ["name", "Nguyễn Văn 4321"] not in why(head_name="Nguyễn Văn 4321", birth_year=1951)
    assert why(phone="+84 910 004 321") == [["phone", "Nguyễn Văn 4321"]]
    assert why(head_name="Nguyễn Vn 4321")[0] == ["near", "Nguyễn Văn 4321"]
    assert why(head_name="Nguyễn Văn 4321", commune_code="16312") == []
    card = full.run("return engine.cards.find('https://tem.example.vn/HX10000000004321').name;")
    assert card == "Nguyễn Văn 4321"
    assert full.run("return engine.cards.find('HX1');") is None


# What a tab sends, told by the tab itself.
LISTEN = """() => {
  const real = window.fetch;
  window.sent = [];
  window.fetch = (url, options) => {
    if (String(url).endsWith('/dong-bo')) {
      window.sent.push(...JSON.parse(options.body).operations.map((one) => one.id));
    }
    return real(url, options);
  };
}"""


def test_two_tabs_never_send_at_once_and_both_know(field: Field) -> None:
    with field.phone() as phone:
        other = phone.context.new_page()
        first, phone.page = phone.page, other
        phone.app()
        phone.unlock()
        for tab in (first, other):
            tab.evaluate(LISTEN)
        register = "return await engine.write.register({head_name: given, commune_code: '16144'});"
        phone.run(register, "Khổng Bích Hạ")
        phone.page = first
        phone.run(register, "Khổng Kim Sen")
        for tab in (first, other, first, other):
            phone.page = tab
            phone.run("engine.sync.now(); engine.sync.now();")
        for tab in (first, other):
            phone.page = tab
            phone.emptied()
            assert phone.run("return engine.records.search('khong').length;") == 2
        sent = [id for tab in (first, other) for id in tab.evaluate("window.sent")]
        assert len(sent) == len(set(sent)) == 2


def test_a_new_version_takes_over_at_the_next_start_alone(field: Field, tmp_path: Path) -> None:
    with databases.fresh("sqlite", tmp_path) as url:
        app = databases.an_app(url, tmp_path)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            _take_over(app, field, f"http://127.0.0.1:{server.port}")
        finally:
            server.shutdown()
            server.server_close()
            with app.app_context():
                db.engine.dispose()


def _take_over(app: Flask, field: Field, address: str) -> None:
    with field.fresh() as phone:
        phone.address = address
        phone.app().kept()
        phone.app()
        newer = "import('/static/fieldwork/engine/near.js').then((near) => Boolean(near.newer))"
        assets = app.extensions[web.EXTENSION]
        kept = assets._files["fieldwork/engine/near.js"]
        body = kept.body + b"export const newer = true;\n"
        assets._files[kept.name] = replace(kept, body=body, mark="12345678", squeezed={})
        phone.page.evaluate("""async () => {
          const here = await navigator.serviceWorker.getRegistration();
          await here.update();
          while (!here.waiting) await new Promise((go) => setTimeout(go, 20));
        }""")
        assert not phone.page.evaluate(newer)  # whoever is in the middle of a form stays there
        phone.context.set_offline(True)
        _started_anew(phone, newer)
        phone.run("await engine.start();")
        assert phone.page.evaluate(newer)
        assert phone.page.evaluate("caches.keys().then((all) => all.length)") == 1


def _started_anew(phone: Phone, newer: str) -> None:
    """The next start of the app, which loads anew by itself when a new version takes over."""
    asleep = phone.context.new_cdp_session(phone.page)
    asleep.send("ServiceWorker.enable")
    asleep.send("ServiceWorker.stopAllWorkers")  # as a phone does between two uses
    phone.page.goto(phone.address + "/thuc-dia/")
    assert _within(phone, "Boolean(navigator.serviceWorker.controller)", seconds=30)
    assert _within(phone, newer, seconds=60)


def _within(phone: Phone, promised: str, *, seconds: int) -> bool:
    """Whether the page says yes in time, over its loading anew."""
    for _ in range(seconds * 10):
        with suppress(Error):
            if phone.page.evaluate(promised):
                return True
        phone.page.wait_for_timeout(100)
    return False
