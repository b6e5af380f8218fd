"""Teams, trainings, members, land and ways to be paid of the demo's communes; names invented."""

from typing import Any, NamedTuple


class TeamRow(NamedTuple):
    """A community team; `hamlet` None is one of the whole commune, the first member leads."""

    commune: str
    hamlet: str | None
    ago: int  # days ago it was founded
    members: tuple[tuple[str, str], ...]  # name and sex


class TrainingRow(NamedTuple):
    """A training; `owners` are producers of the demo, `names` those who have but a name."""

    commune: str
    topic: str
    audience: str
    ago: int
    hours: str
    place: str
    owners: tuple[str, ...] = ()
    names: str = ""
    of_team: str | None = None  # the hamlet of the commune's team whose members came


TEAMS = (
    TeamRow("Xã Lam Sơn", "Thôn Luận Văn", 150, (
        ("Lê Văn Khánh", "male"), ("Phạm Thị Nhung", "female"), ("Trịnh Đình Toàn", "male"),
        ("Nguyễn Thị Duyên", "female"))),
    TeamRow("Xã Lam Sơn", None, 148, (("Hoàng Thị Liên", "female"), ("Đỗ Văn Lực", "male"))),
    TeamRow("Xã Sao Vàng", "Thôn 4", 140, (
        ("Bùi Quang Vinh", "male"), ("Lê Thị Sen", "female"), ("Cao Thị Thoa", "female"))),
    TeamRow("Xã Thọ Xuân", "Khu 3", 139, (("Mai Xuân Hải", "male"), ("Vũ Thị Bích", "female"))),
    TeamRow("Xã Nga An", "Thôn 3", 120, (("Trần Thị Mơ", "female"), ("Phạm Văn Cường", "male"))),
    TeamRow("Xã Thường Xuân", None, 90, (("Vi Thị Xoan", "female"), ("Lò Văn Chiến", "male"))),
)  # fmt: skip
TRAININGS = (
    TrainingRow("Xã Lam Sơn", "booth", "producers", 75, "4", "Nhà văn hóa thôn Luận Văn",
                ("hoa", "đồi xanh"), "Lê Thị Thảo\nTrần Văn Dũng"),
    TrainingRow("Xã Lam Sơn", "payment", "producers", 12, "2.5", "Trụ sở xã", ("hoa",),
                "Trịnh Thị Hiền"),
    TrainingRow("Xã Lam Sơn", "field_app", "team", 20, "3", "Trụ sở xã",
                of_team="Thôn Luận Văn"),
    TrainingRow("Xã Sao Vàng", "stamp", "producers", 40, "3", "Nhà văn hóa thôn 4",
                ("nắng mới",), "Hà Thị Nga"),
    TrainingRow("Xã Thường Xuân", "skills", "producers", 30, "4", "Nhà văn hóa bản Mạ",
                ("quế rừng", "bản mạ")),
)  # fmt: skip

# Producer > names and roles of members who are in no other household of the demo.
MEMBERS: dict[str, tuple[tuple[str, str], ...]] = {
    "hoa": (("Lê Văn Bình", "spouse"), ("Lê Thị Ngọc", "child")),
    "đồi xanh": (("Trịnh Văn Tâm", "deputy"), ("Nguyễn Thị Hạnh", "accountant")),
    "nắng mới": (("Bùi Đình Sơn", "board"), ("Đỗ Thị Lan", "accountant")),
}
JOINED = {"đồi xanh": "hoa"}  # group > a registered household that is its member
HEADS = {"đồi xanh": ("Lê Bá Thắng", "Trịnh Văn Tâm")}  # who led it first, then a member

PARCELS: dict[str, tuple[dict[str, Any], ...]] = {
    "hoa": (
        {"name": "Vườn sau nhà", "kind": "garden", "crop": "Bưởi Luận Văn", "area": "8 sào",
         "count": 120, "count_unit": "tree", "season_from": 10, "season_to": 1},
        {"name": "Vườn đồi Tân Thành", "kind": "hill", "crop": "Bưởi", "area": "4 sào"},
        {"name": "Bếp làm mứt", "kind": "workshop", "area": "40 m2"},
    ),
    "nắng mới": (
        {"name": "Nhà màng số 1", "kind": "greenhouse", "crop": "Dưa lưới", "area": "2.000 m2",
         "season_from": 2, "season_to": 11},
        {"name": "Bãi mía", "kind": "field", "crop": "Mía", "area": "8,5 ha"},
    ),
    "ong rừng": ({"name": "Bãi ong bìa rừng", "kind": "other", "crop": "Mật ong", "count": 40,
                  "count_unit": "hive", "area": "2 sào"},),
}  # fmt: skip
PAID: dict[str, tuple[str, ...]] = {
    "hoa": ("bank", "viettel_money"), "đồi xanh": ("bank",), "nắng mới": ("bank", "momo"),
    "quế rừng": ("bank",), "ong rừng": ("none",), "túi cói": ("vnpt_money",),
    "sóng xanh": ("bank",), "gà đồi": ("none",), "đào phai": ("zalopay",),
}  # fmt: skip
WISHES = {"ong rừng": ("voso",), "túi cói": ("postmart", "voso")}
CARDS = ("hoa", "đồi xanh", "nắng mới", "túi cói", "ong rừng")

# Written twice: in a yard, and again from a paper list without marks or telephone.
TWICE = ("Trịnh Thị Thanh Mai", "Trinh Thi Thanh Mai")
TWICE_HAMLET = "Thôn Tân Thành"
# Put right at a desk while a phone without signal kept another spelling.
AT_ODDS = ("Lê Thị Huyên", "Lê Thị Huyền", "Lê Thị Huyến")

LIST_NAME = "danh-sach-ho-tho-xuan.csv"
LIST_ROWS = (
    "Họ và tên,Số điện thoại,Thôn,Xã,Huyện cũ,Sản phẩm chính,Đồng ý",
    "Đỗ Thị Thu,0510000901,Khu 3,Thị trấn Thọ Xuân,Thọ Xuân,Lúa,x",
    "Mai Văn Hòa,51000,Thôn Hội Hiền,Xã Tây Hồ,Thọ Xuân,Rau,x",
    "Cao Thị Kim Dung,,Khu 3,Xã Không Có,Thọ Xuân,Rau,x",
    "Bùi Văn Phong,,Thôn 5,Thị trấn Thọ Xuân,Thọ Xuân,Lúa,",
)
