"""Says in Vietnamese what a place reading means and what to do next."""

from agrimarket.places.catalogue import commune
from agrimarket.places.read import PlaceReading


def explain(reading: PlaceReading) -> str:
    """One or two short sentences for the person who typed the place."""
    now = ", ".join(commune(code).name for code in reading.commune_codes)
    before = ", ".join(reading.names)
    if reading.outcome == "found" and reading.former:
        return f"{before} nay thuộc {now}."
    if reading.outcome == "found":
        return f"{now}."
    if reading.outcome == "choose":
        return f"{before} nay thuộc một trong các nơi: {now}. Hãy chọn một nơi."
    if reading.outcome == "ambiguous":
        return f"Tên này có nhiều nơi: {before}. Hãy ghi thêm huyện cũ và viết đủ dấu."
    return "Không tìm thấy xã, phường này trong tỉnh. Hãy xem lại tên xã và huyện."
