"""What to do about each thing that is owed, in words people say; texts are data."""

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "name": "Tên",
    "photo": "Ảnh",
    "producer": "Tên hộ, cơ sở",
    "address": "Xã, tỉnh",
    "stages": "Công đoạn",
    "area": "Vùng trồng, cơ sở",
    "facts": "Nhật ký",
    "made": "Ngày thu hoạch, sản xuất",
    "code": "Mã",
    "stamps": "Tem",
    "lot_code": "Mã lô",
    "brand": "Nhãn hiệu",
    "use_by": "Hạn dùng",
    "standards": "Tiêu chuẩn",
}
NEXT: Mapping[str, str] = {
    "name": "Hãy ghi tên sản phẩm.",
    "photo": "Hãy thêm ít nhất một ảnh của sản phẩm.",
    "producer": "Hộ chưa đồng ý công khai tên. Hãy hỏi ý hộ và ghi phiếu đồng ý.",
    "address": "Hãy ghi xã của hộ.",
    "stages": "Hãy ghi nhật ký: bón phân, phun thuốc, thu hoạch, đóng gói.",
    "area": "Hãy chọn vùng trồng hoặc cơ sở làm ra lô này.",
    "facts": "Hãy ghi thêm cho {lines}.",
    "made": "Hãy ghi ngày thu hoạch hoặc ngày sản xuất.",
    "code": "Hãy ghi mã lô.",
    "stamps": "Hãy xin cấp tem, in, dán lên gói rồi kích hoạt cho lô này.",
    "lot_code": "Hãy ghi mã lô.",
    "brand": "Hãy ghi nhãn hiệu của sản phẩm.",
    "use_by": "Hãy ghi hạn dùng của lô, hoặc số ngày dùng được của sản phẩm.",
    "standards": "Hãy ghi tiêu chuẩn đang áp dụng, ví dụ VietGAP hoặc tiêu chuẩn cơ sở.",
}
# A sealed lot is not edited any more: what it lacks, the next lot can have.
CLOSED: Mapping[str, str] = {
    "area": "Lô này đã chốt. Lô sau, hãy chọn vùng trồng hoặc cơ sở ngay khi mở lô.",
    "made": "Lô này đã chốt. Lô sau, hãy ghi ngày thu hoạch hoặc ngày sản xuất.",
    "use_by": "Lô này đã chốt. Hãy ghi số ngày dùng được của sản phẩm để lô sau có hạn dùng.",
}
TOO_LATE = frozenset({"area", "made"})
# Where it is done: the product's page, the lot's, its diary, its stamps, or the producer's.
WHERE: Mapping[str, str] = {
    "name": "product",
    "photo": "product",
    "producer": "producer",
    "address": "producer",
    "stages": "diary",
    "area": "lot",
    "facts": "lines",
    "made": "lot",
    "code": "lot",
    "stamps": "stamps",
    "lot_code": "lot",
    "brand": "product",
    "use_by": "lot",
    "standards": "product",
}
