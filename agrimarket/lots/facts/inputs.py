"""Words people often write in diaries, to be chosen instead of typed; no trade names, no advice."""

from collections.abc import Mapping

_AMOUNTS = ("kg", "g", "tạ", "tấn", "l", "ml")

# Substances and common names alone. The label, and the list of allowed products, decide.
INPUTS: Mapping[str, tuple[str, ...]] = {
    "unit": (*_AMOUNTS, "quả", "con", "cây", "bó", "bao", "thùng"),
    "dose_unit": (
        "ml", "g", "kg", "l", "bao", "ml/bình 16 lít", "g/bình 16 lít", "kg/sào", "kg/ha",
    ),
    "size_unit": ("g", "kg", "ml", "l", "quả", "cái"),
    "fertiliser": (
        "Phân chuồng ủ hoai", "Phân hữu cơ vi sinh", "Phân xanh", "Phân NPK", "Phân đạm u-rê",
        "Phân lân nung chảy", "Phân kali clorua", "Vôi bột", "Phân bón lá",
    ),
    "feed": (
        "Cỏ tươi", "Rơm khô", "Cỏ ủ chua", "Cám gạo", "Ngô nghiền", "Thức ăn hỗn hợp",
        "Thức ăn đậm đặc", "Cá tạp",
    ),
    "pesticide": (
        "Dầu khoáng", "Nấm Trichoderma", "Vi khuẩn Bt", "Nấm xanh Metarhizium", "Lưu huỳnh",
        "Gốc đồng", "Abamectin", "Emamectin benzoate", "Azoxystrobin",
    ),
    "pesticide_target": (
        "Sâu đục thân", "Sâu cuốn lá", "Sâu vẽ bùa", "Nhện đỏ", "Rầy nâu", "Rệp sáp",
        "Ruồi vàng đục quả", "Bệnh đạo ôn", "Bệnh thán thư", "Bệnh loét", "Cỏ dại",
    ),
    "vet_drug": (
        "Vắc-xin dịch tả", "Vắc-xin lở mồm long móng", "Vắc-xin cúm gia cầm", "Vắc-xin Niu-cát-xơn",
        "Amoxicillin", "Oxytetracycline", "Ivermectin", "Men tiêu hóa",
    ),
    "vet_drug_target": (
        "Tiêm phòng", "Tiêu chảy", "Viêm phổi", "Tụ huyết trùng", "Lở mồm long móng", "Giun sán",
        "Ve, rận",
    ),
    "water": ("Nước kênh mương", "Nước giếng", "Nước ao hồ", "Nước sông suối", "Nước máy"),
    "processing": (
        "Sơ chế, làm sạch", "Phơi nắng", "Sấy", "Xay xát", "Ép", "Chưng cất", "Lên men", "Ướp muối",
        "Hấp, luộc", "Đan, dệt", "Cấp đông",
    ),
    "material": (
        "Túi PE", "Túi hút chân không", "Hộp giấy", "Chai thủy tinh", "Khay nhựa", "Bao PP",
    ),
    "test": (
        "Dư lượng thuốc bảo vệ thực vật", "Kim loại nặng", "Vi sinh vật", "Kháng sinh tồn dư",
        "Độ ẩm", "Mẫu nước", "Mẫu đất",
    ),
}  # fmt: skip


def suggestions(key: str) -> tuple[str, ...]:
    """What is offered for a fact; nothing for an unknown key."""
    return INPUTS.get(key, ())
