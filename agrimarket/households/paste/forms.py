"""One form for each producer of a pasted message, filled as it was read, and back again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agrimarket.households.forms import Place, own_communes
from agrimarket.households.paste import Pasted, read_message
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import new_id
from agrimarket.places import commune

FIELDS = (
    "kind", "head_name", "legal_name", "phone", "phone_of", "commune_code", "commune_text",
    "hamlet", "crops", "area_ha", "citizen_id", "birth_date", "sex", "note",
)  # fmt: skip
SAID = "Trong tin nhắn có lời đồng ý. Hãy hỏi lại chủ hộ rồi ghi ở trang của hộ."
REFUSED = "Trong tin nhắn nói là chưa đồng ý."


@dataclass
class Card:
    """A producer to be looked at: `form` as the boxes stand, `name(x)` of a box is `N-x`."""

    number: int
    id: str
    source: str
    form: dict[str, str]
    ticked: bool = True
    doubts: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)
    errors: dict[str, list[str]] = field(default_factory=dict)
    known: str | None = None

    def name(self, box: str) -> str:
        """What a box of this card is called in the page's one form."""
        return f"{self.number}-{box}"

    @property
    def faults(self) -> dict[str, list[str]]:
        """The errors by the names of the boxes."""
        return {self.name(box) if box else "": said for box, said in self.errors.items()}


def cards_of(text: str, viewer: Viewer) -> list[Card]:
    """The producers of a message; those with a doubt are not ticked."""
    own = [one.code for one in own_communes(viewer)]
    read = read_message(text, today=clock.today(), own=own)
    return [_card(number, one, own) for number, one in enumerate(read)]


def _card(number: int, read: Pasted, own: list[str]) -> Card:
    codes = read.commune_codes
    found = commune(codes[0]) if len(codes) == 1 else None
    foreign = found is not None and bool(own) and found.code not in own
    form = {
        "kind": read.kind,
        "head_name": read.head_name or "",
        "legal_name": read.legal_name or "",
        "phone": read.phone or "",
        "phone_of": read.phone_of or "",
        "commune_code": found.code if found else "",
        "commune_text": found.name if found else read.place or "",
        "hamlet": read.hamlet or "",
        "crops": ", ".join(read.crops),
        "area_ha": f"{read.area_ha.normalize():f}".replace(".", ",") if read.area_ha else "",
        "citizen_id": read.citizen_id or "",
        "birth_date": read.birth_date.isoformat() if read.birth_date else "",
        "sex": read.sex or "",
        "note": read.note or "",
    }
    doubts = list(read.doubts)
    if foreign and found:
        doubts.append(f"Tin nhắn ghi {found.name}, không phải xã bạn phụ trách.")
    if read.consent_said is not None:
        doubts.append(SAID if read.consent_said else REFUSED)
    choices = tuple(commune(code) for code in codes) if len(codes) > 1 else ()
    return Card(
        number, new_id(), read.source, form, ticked=not read.doubts and not foreign,
        doubts=tuple(doubts), place=Place(choices=choices),
    )  # fmt: skip


def cards_sent(form: Mapping[str, str]) -> list[Card]:
    """The cards of a sent page, in its order."""
    numbers = sorted(int(name[:-3]) for name in form if name.endswith("-id") and _whole(name))
    return [
        Card(
            number, form[f"{number}-id"], form.get(f"{number}-source", ""),
            {box: form.get(f"{number}-{box}", "") for box in FIELDS},
            ticked=f"{number}-take" in form,
        )
        for number in numbers
    ]  # fmt: skip


def _whole(name: str) -> bool:
    return name[:-3].isascii() and name[:-3].isdigit() and len(name) < 8
