"""Cards as a phone's camera sees them: turned, aslant, blurred, noisy, in uneven light."""

import io
import math
import random
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from stamps import Card, KeyRing, scan_address, write_cards
from stamps.sheets.cards import STOCK

WIDTH, HEIGHT = 640, 480
HOST = "tem.example.vn"
NAMES = ("Nguyễn Thị Hoa", "Trần Văn Bình", "Hợp tác xã Nông nghiệp Nga An", "Lê Thị Tư")
PER_MM = 300 / 25.4
MODULE_MM = 20 * 25.4 / 600
FOCAL = 620.0  # pixels: a phone's camera at 640 × 480
Grey = npt.NDArray[np.uint8]
Point = tuple[float, float]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Damage:
    """How a picture is worse than the card: pixels a module, degrees, shares, grey levels."""

    module: tuple[float, float]
    tilt: float
    blur: float  # of a module
    noise: float
    shade: float  # the darkest corner against the lightest
    dirt: float  # share of the symbol hidden


CLEAN = Damage(module=(3.2, 7.0), tilt=12, blur=0.15, noise=3, shade=0.85, dirt=0.0)
MODERATE = Damage(module=(2.8, 7.0), tilt=32, blur=0.42, noise=11, shade=0.45, dirt=0.02)
HARSH = Damage(module=(1.6, 9.0), tilt=55, blur=0.9, noise=35, shade=0.2, dirt=0.12)


def card_pictures(serials: range, seed: int) -> list[tuple[str, Image.Image, Point]]:
    """Text, picture at 300 dpi and middle of the symbol in its pixels, of cards with serials."""
    draw = random.Random(seed)
    ring = KeyRing.new(draw.randbytes(32), kind="card")
    found = []
    for start in range(0, len(serials), STOCK.per_page):
        part = serials[start : start + STOCK.per_page]
        codes = [ring.seal(serial) for serial in part]
        cards = [
            Card(code, draw.choice(NAMES), f"Thôn {serial % 9 + 1}", "Xã Nga An", date(2026, 11, 2))
            for serial, code in zip(part, codes, strict=True)
        ]
        out = io.BytesIO()
        write_cards(out, cards, host=HOST, format="png")
        page = Image.open(out).convert("L")
        for cell, code in enumerate(codes):
            found.append((scan_address(code, host=HOST), *_cut(page, cell)))
    return found


def card_picture(code: str, host: str = HOST) -> tuple[Image.Image, Point]:
    """One card of this code as it is printed, and the middle of its symbol in pixels."""
    out = io.BytesIO()
    face = Card(code, NAMES[0], "Thôn 3", "Xã Nga An", date(2026, 11, 2))
    write_cards(out, [face], host=host, format="png")
    return _cut(Image.open(out).convert("L"), 0)


def _cut(page: Image.Image, cell: int) -> tuple[Image.Image, Point]:
    x, y = STOCK.corner(cell)
    box = [round(mm * PER_MM) for mm in (x, y, x + STOCK.label_w, y + STOCK.label_h)]
    card = page.crop((box[0], box[1], box[2], box[3]))
    side = 29 * MODULE_MM
    middle = STOCK.label_w - 4.0 - side / 2, 11.6 + 4 * MODULE_MM + side / 2
    return card, (middle[0] * PER_MM, middle[1] * PER_MM)


def seen(card: Image.Image, middle: Point, damage: Damage, draw: random.Random) -> Grey:
    """One frame: the card before a cluttered ground, as the camera holds it."""
    module = draw.uniform(*damage.module)
    scale = module / (MODULE_MM * PER_MM)
    if scale < 0.7:  # the lens takes together what falls on one pixel
        card = card.filter(ImageFilter.GaussianBlur(0.38 / scale))
    dirty = _dirty(card, middle, damage, draw)
    view = _view(middle, scale, damage, draw)
    frame = _warped(dirty, view, 255)
    mask = _warped(Image.new("L", card.size, 255), view, 0)
    ground = _ground(draw)
    pixels = np.where(mask > 127, frame, ground).astype(np.float64)
    pixels = _lit(pixels, damage, draw)
    blur = draw.uniform(0, damage.blur) * module
    soft = Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).filter(
        ImageFilter.GaussianBlur(blur)
    )
    noise = np.random.default_rng(draw.getrandbits(32)).normal(
        0, draw.uniform(0, damage.noise), (HEIGHT, WIDTH)
    )
    return (np.asarray(soft, dtype=np.float64) + noise).clip(0, 255).astype(np.uint8)


def _view(middle: Point, scale: float, damage: Damage, draw: random.Random) -> Floats:
    """Card pixels to frame pixels, 3 × 3: turned about all three axes, then projected."""
    limit = math.radians(damage.tilt)
    a, b = draw.uniform(-limit, limit), draw.uniform(-limit, limit)
    if abs(a) + abs(b) > limit:
        a, b = a / 2, b / 2
    c = draw.uniform(0, 2 * math.pi)
    about_x = np.array([[1, 0, 0], [0, math.cos(a), -math.sin(a)], [0, math.sin(a), math.cos(a)]])
    about_y = np.array([[math.cos(b), 0, math.sin(b)], [0, 1, 0], [-math.sin(b), 0, math.cos(b)]])
    about_z = np.array([[math.cos(c), -math.sin(c), 0], [math.sin(c), math.cos(c), 0], [0, 0, 1]])
    turned = about_x @ about_y @ about_z
    away = FOCAL / scale
    side = 29 * MODULE_MM * PER_MM * scale * 0.75
    room_x, room_y = max(0.0, WIDTH / 2 - side), max(0.0, HEIGHT / 2 - side)
    to = (WIDTH / 2 + draw.uniform(-room_x, room_x), HEIGHT / 2 + draw.uniform(-room_y, room_y))
    centred = np.array([[1, 0, -middle[0]], [0, 1, -middle[1]], [0, 0, 1]])
    plane = np.column_stack([turned[:, 0], turned[:, 1], [0, 0, away]])
    lens = np.array([[FOCAL, 0, to[0]], [0, FOCAL, to[1]], [0, 0, 1]])
    view: Floats = lens @ plane @ centred
    return view


def _warped(picture: Image.Image, view: Floats, fill: int) -> Grey:
    back = np.linalg.inv(view)
    back = back / back[2, 2]
    warped = picture.transform(
        (WIDTH, HEIGHT), Image.Transform.PERSPECTIVE, tuple(back.ravel()[:8]),
        Image.Resampling.BICUBIC, fillcolor=fill,
    )  # fmt: skip
    return np.asarray(warped)


def _dirty(card: Image.Image, middle: Point, damage: Damage, draw: random.Random) -> Image.Image:
    share = draw.uniform(0, damage.dirt)
    if share == 0:
        return card
    pixels = np.asarray(card).copy()
    rows, columns = np.ogrid[: pixels.shape[0], : pixels.shape[1]]
    side = 29 * MODULE_MM * PER_MM
    for _ in range(3):
        radius = side * math.sqrt(share / 3 / math.pi)
        x, y = (m + draw.uniform(-0.45, 0.45) * side for m in middle)
        spot = (columns - x) ** 2 + (rows - y) ** 2 < radius**2
        pixels[spot] = draw.randrange(60, 200)
    return Image.fromarray(pixels)


def _ground(draw: random.Random) -> Grey:
    ground = Image.new("L", (WIDTH, HEIGHT), draw.randrange(60, 200))
    for _ in range(14):
        x, y = draw.randrange(WIDTH), draw.randrange(HEIGHT)
        ground.paste(
            draw.randrange(256), (x, y, x + draw.randrange(8, 200), y + draw.randrange(8, 120))
        )
    return np.asarray(ground.filter(ImageFilter.GaussianBlur(2)))


def _lit(pixels: Floats, damage: Damage, draw: random.Random) -> Floats:
    """Less contrast, light from one side, and the edge of a shadow across."""
    angle = draw.uniform(0, 2 * math.pi)
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    along = (columns / WIDTH - 0.5) * math.cos(angle) + (rows / HEIGHT - 0.5) * math.sin(angle)
    darkest = draw.uniform(damage.shade, 1.0)
    light = 1 - (1 - darkest) * (along + 0.71) / 1.42
    if damage.shade < 0.6 and draw.random() < 0.4:
        light = np.where(along > draw.uniform(-0.3, 0.3), light * draw.uniform(0.65, 1), light)
    black = draw.uniform(0, 45)
    lit: Floats = (black + pixels * (235 - black) / 255) * light
    return lit
