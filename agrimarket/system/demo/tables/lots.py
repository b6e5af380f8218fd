"""Lots around today, and the stamps that went onto them."""

from typing import NamedTuple


class Stamps(NamedTuple):
    """An order of `total`; positions up to `printed` and `active` went on; then single runs."""

    total: int
    printed: int = 0
    active: int = 0
    void: tuple[int, int] | None = None
    suspended: tuple[int, int] | None = None
    format: str = "csv"
    scanned: int = 0


class Made(NamedTuple):
    """A lot: made `days` ago, released after `release` days unless that is still to come.

    `end`: released, sealed or open; recalled ones are released first and recalled lately.
    Sealed ones may have become other lots since (become.py).
    """

    key: str
    goods: str
    code: str
    days: int
    story: str
    packs: int | None
    amount: str
    unit: str
    end: str = "released"
    release: int = 1
    stamps: tuple[Stamps, ...] = ()
    corrected: bool = False
    override: str | None = None  # why an officer let it go in spite of waiting days
    pictures: int = 0  # of its first diary lines


OVERRIDE = "Phiếu TD-PKN-77 của lô không còn dư lượng; sổ ghi nhầm số ngày của thuốc sinh học."

LOTS = (
    Made("hoa mới", "mứt bưởi", "MVB", 3, "candied", 240, "72", "kg", release=1, corrected=True,
         pictures=2, stamps=(Stamps(500, 240, 200, void=(33, 36), format="pdf", scanned=8),)),
    Made("hoa tháng trước", "mứt bưởi", "MVB", 34, "candied", 300, "90", "kg",
         stamps=(Stamps(300, 300, 300, suspended=(121, 140), format="pdf", scanned=18),)),
    Made("hoa đang làm", "mứt bưởi", "MVB", 1, "candied", 200, "60", "kg", end="open"),
    Made("bưởi hoa", "bưởi hoa", "BLV", 2, "fruit", 400, "400", "quả",
         stamps=(Stamps(400, 400, 300, scanned=6),)),
    Made("bưởi quà", "bưởi đồi", "BQT", 4, "fruit", 3_000, "3000", "quả",
         stamps=(Stamps(5_000, 3_000, 2_800, void=(100, 119), scanned=10),)),
    Made("mắm mới", "nước mắm", "NM", 6, "sauce", 2_400, "1200", "lít",
         stamps=(Stamps(2_500, 2_000, 1_800, void=(7, 9), format="pdf", scanned=15),)),
    Made("mắm trước", "nước mắm", "NM", 58, "sauce", 3_000, "1500", "lít",
         stamps=(Stamps(3_000, 3_000, 3_000, scanned=21),)),
    Made("mắm dầm", "mắm chua", "MD", 20, "ferment", 450, "180", "kg",
         stamps=(Stamps(450, 450, 420, scanned=2),)),
    Made("nem hôm nay", "nem chua", "NEM", 1, "meat", 1_000, "10000", "chiếc",
         stamps=(Stamps(1_000, 1_000, 950, scanned=4),)),
    Made("nem thu hồi", "nem chua", "NEM", 5, "meat", 800, "8000", "chiếc",
         stamps=(Stamps(800, 800, 800, scanned=9),)),
    Made("nem quá hạn", "nem chua", "NEM", 16, "meat", 900, "9000", "chiếc",
         stamps=(Stamps(900, 900, 900, scanned=7),)),
    Made("nem nướng cũ", "nem nướng", "NN", 12, "grill", 300, "300", "khay",
         stamps=(Stamps(300, 300, 300, scanned=2),)),
    Made("bánh nay", "bánh gai", "BG", 1, "cake", 600, "6000", "chiếc", release=0,
         stamps=(Stamps(1_000, 600, 560, scanned=5),)),
    Made("bánh cũ", "bánh gai", "BG", 22, "cake", 500, "5000", "chiếc", release=0,
         stamps=(Stamps(500, 500, 500, scanned=11),)),
    Made("chè lam", "chè lam", "CL", 5, "ginger", 1_200, "600", "kg",
         stamps=(Stamps(10_000, 1_200, 1_100, scanned=10),)),
    Made("chè lam lạc", "chè lam lạc", "CLV", 9, "ginger", 150, "60", "kg",
         stamps=(Stamps(200, 160, 0),)),
    Made("mắm tôm", "mắm tôm", "MT", 15, "paste", 900, "450", "kg",
         stamps=(Stamps(1_000, 900, 860, scanned=8),)),
    Made("mắm tép", "mắm tép", "MTE", 26, "ferment", 200, "60", "kg",
         stamps=(Stamps(200, 200, 180, scanned=2),)),
    Made("gạo", "gạo", "GNH", 10, "rice", 4_000, "4000", "kg", release=6,
         stamps=(Stamps(20_000, 4_000, 3_900, scanned=12),)),
    Made("gạo tẻ", "gạo tẻ", "GT", 30, "rice", 6_000, "30000", "kg", release=6,
         stamps=(Stamps(50_000, 6_000, 5_500, scanned=5),)),
    Made("nếp hạt cau", "hạt cau", "NHC", 18, "rice", 1_500, "3000", "kg", release=6,
         stamps=(Stamps(2_000, 1_500, 1_200, scanned=3),)),
    Made("tương", "tương", "TA", 40, "ferment", 350, "175", "lít", stamps=(Stamps(350, 350, 300),)),
    Made("miến gạo", "miến gạo", "MG", 7, "noodles", 1_400, "700", "kg",
         stamps=(Stamps(2_000, 1_400, 1_300, scanned=4),)),
    Made("miến dong", "miến dong", "MDO", 11, "noodles", 800, "400", "kg",
         stamps=(Stamps(1_000, 800, 640, scanned=4),)),
    Made("cam", "cam", "CVD", 5, "fruit", 2_000, "10000", "kg",
         stamps=(Stamps(3_000, 2_000, 1_900, scanned=7),)),
    Made("mật ong", "mật ong", "MO", 28, "honey", 120, "60", "lít", release=3,
         stamps=(Stamps(120, 120, 110, void=(50, 50), format="pdf", scanned=6),)),
    Made("vịt nay", "vịt", "VCL", 1, "duck", 180, "180", "con", release=0,
         stamps=(Stamps(200, 180, 176, scanned=2),)),
    Made("măng", "măng", "MK", 24, "dried", 90, "90", "kg", stamps=(Stamps(100, 0, 0),)),
    Made("nếp cay nọi", "nếp cay nọi", "NCN", 36, "rice", 700, "1400", "kg", release=8,
         stamps=(Stamps(700, 700, 650, scanned=2),)),
    Made("mực", "mực", "MUC", 8, "squid", 300, "150", "kg",
         stamps=(Stamps(300, 300, 280, scanned=3),)),
    Made("khoai", "khoai", "KLS", 13, "dried", 900, "225", "kg",
         stamps=(Stamps(1_000, 900, 820, scanned=5),)),
    Made("dưa lưới", "dưa lưới", "DL", 4, "fruit", 500, "900", "kg",
         stamps=(Stamps(600, 500, 480, suspended=(201, 220), scanned=5),)),
    Made("dưa chốt", "dưa sao vàng", "DSV", 2, "fruit", 700, "1300", "kg", end="sealed"),
    Made("trứng", "trứng gà", "TG", 3, "eggs", 120, "1200", "quả",
         stamps=(Stamps(120, 120, 120, scanned=2),)),
    Made("bồn mắm", "nước mắm", "BON", 75, "sauce", None, "2000", "lít", end="sealed"),
    Made("mật đợt một", "mật ong", "MO1", 62, "honey", None, "40", "lít", end="sealed", release=3),
    Made("mật đợt hai", "mật ong", "MO2", 57, "honey", None, "25", "lít", end="sealed", release=3),
    Made("dưa gặt sớm", "dưa lưới", "DLS", 9, "early", 200, "400", "kg", override=OVERRIDE,
         stamps=(Stamps(200, 200, 180, scanned=3),)),
    Made("rượu nếp", "rượu nếp", "RN", 45, "spirit", 400, "300", "lít",
         stamps=(Stamps(400, 400, 380, scanned=3),)),
    Made("rượu cần", "rượu cần", "RC", 21, "spirit", 60, "180", "lít",
         stamps=(Stamps(60, 60, 58, scanned=2),)),
    Made("chè xanh", "chè xanh", "CXB", 12, "dried", 600, "120", "kg",
         stamps=(Stamps(1_000, 600, 590, scanned=4),)),
    Made("trà rau má", "trà rau má", "TRM", 9, "dried", 2_500, "100", "kg",
         stamps=(Stamps(20_000, 2_500, 2_400, scanned=9),)),
    Made("cà gai leo", "cà gai leo", "CGL", 33, "dried", 300, "30", "kg",
         stamps=(Stamps(300, 300, 260, scanned=2),)),
    Made("quế", "quế", "QN", 50, "dried", 250, "125", "kg",
         stamps=(Stamps(300, 250, 240, scanned=2),)),
    Made("chiếu", "chiếu cói", "CC", 17, "craft", 150, "150", "đôi", release=3,
         stamps=(Stamps(200, 150, 140, scanned=3),)),
    Made("túi cói", "túi cói", "TC", 14, "craft", 60, "60", "chiếc", release=3,
         stamps=(Stamps(80, 60, 55, scanned=2),)),
    Made("thổ cẩm", "thổ cẩm", "TCM", 25, "craft", 40, "40", "chiếc", release=3,
         stamps=(Stamps(40, 40, 36, format="pdf", scanned=2),)),
    Made("trống", "trống đồng", "TD", 37, "craft", 12, "12", "chiếc", release=4,
         stamps=(Stamps(12, 12, 12, scanned=2),)),
    Made("phiếu ở", "homestay", "HS", 19, "stay", 200, "200", "phiếu", release=1,
         stamps=(Stamps(200, 200, 120, scanned=2),)),
)  # fmt: skip

WITHOUT_LOT = (("đũa luồng", 5_000), ("chè xanh", 2_000), ("mứt bưởi", 1_000))
"""Orders granted for a product whose lot is still to come: (goods, count)."""
