"""What lies on a worker's phone is closed: by the PIN, to a thief, and citizen numbers to all."""

import base64
import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image

from tests.browser.field import PHOTO, PIN, Field, Phone, a_field
from tests.browser.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NAME, PHONE_NUMBER = "Nguyễn Thị Hoa", "0912000345"
TRY = """
  const said = [];
  for (const pin of given) {
    try { await engine.unlock(pin); said.push('open'); }
    catch (error) { said.push(`${error.code} ${error.left ?? ''}`.trim()); }
  }
  return said;"""


@pytest.fixture(scope="module")
def field(field_village: Village, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    with a_field(field_village, tmp_path_factory.mktemp("phones"), "lan-secrets") as found:
        yield found


def a_citizen_number() -> str:
    """Twelve digits of nobody, put together at run time: province, century and sex, year."""
    return "038" + "1" + "85" + f"{415_926:06}"


def written(plain: str) -> list[str]:
    """The ways in which a text may lie about: as it is, and in base64 at each of three offsets."""
    found = [plain]
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + plain.encode()).decode()
        found.append(coded[4 if shift else 0 :].rstrip("=")[:-2])
    return found


def register(on: Phone, **fields: str) -> str:
    given = {"head_name": NAME, "commune_code": "16144", "phone": PHONE_NUMBER, **fields}
    made = on.run("return await engine.write.register(given);", given)
    assert isinstance(made, str), made
    return made


def test_a_citizen_number_is_nowhere_on_the_phone_and_arrives(field: Field) -> None:
    number = a_citizen_number()
    with field.phone(offline=True) as phone:
        id = register(phone, citizen_id=number)
        shown = phone.run("return engine.records.get(given);", id)
        assert shown["citizen_hint"].endswith(number[-3:])
        assert shown["has_citizen_id"]
        assert number not in str(phone.run("return engine.queue.list();"))
        phone.run("await engine.drafts.save('moi', { head_name: 'x', citizen_id: given });", number)
        for dump in (phone.dump(), phone.run("return JSON.stringify(engine.state());")):
            assert [way for way in written(number) if way in dump] == []
        assert [way for way in written(NAME) if way in phone.dump()] == []
        phone.context.set_offline(False)
        assert phone.synced()["code"] == ""
        told = field.village.get(f"/api/v1/households/{id}").json
        assert told["has_citizen_id"]
        assert told["citizen_id_masked"].endswith(number[-3:])
        assert [way for way in written(number) if way in phone.dump()] == []


def test_a_wrong_number_is_told_before_it_is_closed(field: Field) -> None:
    with field.phone(offline=True) as phone:
        given = {"head_name": NAME, "commune_code": "16144", "citizen_id": "99"}
        said = phone.run("return await engine.write.register(given);", given)
        assert said["error"] == "citizen_id_invalid"
        assert phone.run("return engine.queue.counts();")["open"] == 0


def test_ten_wrong_pins_close_it_and_the_queue_stays(field: Field) -> None:
    with field.phone(offline=True) as phone:
        register(phone, phone="0912000346", head_name="Trần Thị Bưởi")
        phone.app()
        said = phone.run(TRY, ["999999", "12", PIN])
        assert said == ["pin_wrong 9", "pin_shape", "open"]
        phone.app()
        wrong = [f"{number:06}" for number in range(100, 110)]
        assert phone.run(TRY, wrong)[-2:] == ["pin_wrong 1", "pin_dropped"]
        assert phone.run(TRY, [PIN]) == ["pin_dropped"]
        phone.context.set_offline(False)
        assert phone.run(TRY, [PIN]) == ["open"]  # the service knows the right one
        assert phone.run("return engine.records.search('tran thi buoi').length;") == 1
        assert phone.synced()["code"] == ""


def test_when_the_session_is_over_the_pin_in_the_open_app_renews_it(field: Field) -> None:
    with field.phone() as phone:
        phone.context.clear_cookies(name="agrimarket")
        register(phone, phone="0912000349", head_name="Vũ Thị Ổi")
        assert phone.synced()["code"] == ""
        phone.context.clear_cookies()  # and the phone is known no more
        register(phone, phone="0912000350", head_name="Vũ Thị Mận")
        assert phone.run("return await engine.sync.now();")["code"] == "signed_out"
        told = phone.run("return [engine.state().need_sign_in, engine.queue.counts().open];")
        assert told == [True, 1]


SHRUNK = (
    PHOTO
    + """
  const blob = given ? new Blob([Uint8Array.from(atob(given), (one) => one.charCodeAt(0))])
    : await photo(4000, 3000, 7, 0.93);
  const small = await engine.shrink(blob);
  let text = '';
  for (const one of new Uint8Array(await small.arrayBuffer())) text += String.fromCharCode(one);
  return [blob.size, small.type, btoa(text)];"""
)


def test_a_photo_of_four_megabytes_leaves_small_upright_and_without_its_place(
    field: Field,
) -> None:
    with field.phone() as phone:
        before, kind, small = phone.run(SHRUNK, None)
        assert before >= 4_000_000
        assert len(base64.b64decode(small)) < 400_000
        assert kind == "image/jpeg"
        assert max(opened(small).size) <= 1600
        lying = Image.new("RGB", (2000, 1000), "red")
        lying.paste("blue", (0, 0, 1000, 1000))
        exif = Image.Exif()
        exif[0x0112] = 6  # held upright: turn it by a quarter to the right
        exif.get_ifd(0x8825)[1] = "N"  # GPSLatitudeRef
        exif[0x010F] = "Maker"
        file = io.BytesIO()
        lying.save(file, "JPEG", exif=exif)
        _, _, small = phone.run(SHRUNK, base64.b64encode(file.getvalue()).decode())
        picture = opened(small)
        assert picture.size == (800, 1600)
        assert not picture.getexif()
        top, bottom = picture.getpixel((400, 100)), picture.getpixel((400, 1500))
        assert top[2] > 200 > top[0]
        assert bottom[0] > 200 > bottom[2]
        refused = phone.run(SHRUNK, base64.b64encode(b"no picture").decode())
        assert refused["error"] == "photo_unreadable"


def opened(coded: str) -> Image.Image:
    picture = Image.open(io.BytesIO(base64.b64decode(coded)))
    picture.load()
    return picture


def test_a_new_pin_keeps_what_was_not_sent(field: Field) -> None:
    """Whoever forgot the PIN signs in with the password and sets a new one: a new device."""
    with field.phone(offline=True) as phone:
        register(phone, phone="0912000347", head_name="Lê Thị Chanh")
        phone.context.set_offline(False)
        phone.sign_in()
        phone.page.goto(f"{phone.address}/tai-khoan/may")
        phone.page.get_by_label("Tên máy").fill("Máy mới")
        phone.page.locator("#f-pin").fill("730164")
        phone.page.locator("#f-again").fill("730164")
        with phone.page.expect_navigation():
            phone.page.get_by_role("button", name=re.compile("mã PIN")).click()
        phone.app()
        assert phone.run(TRY, ["730164"]) == ["open"]
        found = phone.run("return engine.records.search('le thi chanh').length;")
        assert found == 1
        assert phone.synced()["code"] == ""


def test_a_revoked_phone_shows_no_number_offline_and_empties_itself_online(field: Field) -> None:
    number = a_citizen_number()[:-1] + "7"
    with field.fresh() as phone:
        phone.set_up()
        register(phone, citizen_id=number, head_name="Phạm Thị Dâu", phone="0912000348")
        phone.synced()
        with field.fresh() as desk:  # another browser of hers stops the phone
            desk.sign_in()
            stop(desk)
        phone.context.set_offline(True)
        phone.app()
        assert phone.unlock() == "open"
        everything = phone.run("return JSON.stringify(engine.records.search('', {limit: 99}));")
        assert "Phạm Thị Dâu" in everything
        assert [way for way in written(number) if way in everything + phone.dump()] == []
        phone.context.set_offline(False)
        phone.run("return await engine.sync.now();")
        assert phone.run("return engine.state().phase;") == "revoked"
        assert phone.page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
        assert phone.page.evaluate("caches.keys().then((all) => all.length)") == 0


def stop(desk: Phone) -> None:
    """Take every phone off one's own list."""
    desk.page.goto(f"{desk.address}/tai-khoan/may")
    button = desk.page.get_by_role("button", name=re.compile("^Gỡ"))
    assert button.count()
    while button.count():
        with desk.page.expect_navigation():
            button.first.click()
