"""Standards people often apply, as suggestions; what is kept is the product's own words."""

from collections.abc import Iterable, Mapping

# Number > what it is about. A tick says what is followed; a certificate proves it (papers/).
SUGGESTED: Mapping[str, str] = {
    "VietGAP trồng trọt (TCVN 11892-1:2017)": "Rau, quả, chè, lúa",
    "VietGAP chăn nuôi (VietGAHP)": "Trâu, bò, lợn, gà, ong",
    "VietGAP thủy sản (TCVN 13528-1:2022)": "Cá, tôm nuôi",
    "GlobalG.A.P.": "Hàng đi xa, xuất khẩu",
    "Hữu cơ (TCVN 11041)": "Không phân, thuốc hóa học",
    "HACCP (TCVN 5603:2023)": "Cơ sở chế biến",
    "ISO 22000:2018": "Cơ sở chế biến",
    "Tiêu chuẩn cơ sở (TCCS)": "Cơ sở tự đặt, tự công bố",
}
LONGEST = 2_000


def joined(ticked: Iterable[str], typed: str) -> str:
    """One text of both, a standard a line: the suggestions ticked, then what was typed."""
    known = [name for name in SUGGESTED if name in set(ticked)]
    own = [line.strip() for line in typed.splitlines() if line.strip()]
    return "\n".join([*known, *(line for line in own if line not in known)])


def split(text: str | None) -> tuple[list[str], str]:
    """(suggestions that stand in it, the rest as typed)."""
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    return [line for line in lines if line in SUGGESTED], "\n".join(
        line for line in lines if line not in SUGGESTED
    )
