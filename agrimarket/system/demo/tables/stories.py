"""What happened to lots, told as their producers would: a story is steps around the day made."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Step(NamedTuple):
    """`day` counts from the day the lot was made (0), `hour` is Vietnamese time."""

    day: int
    hour: int
    kind: str
    text: str
    facts: dict[str, Any] = {}  # noqa: RUF012  (never changed; a default of a tuple's field)


class Story(NamedTuple):
    """`made` says which date of the lot counts: harvested_on or produced_on."""

    made: str
    steps: tuple[Step, ...]


PACK, SELL = "packing", "sale"

STORIES: Mapping[str, Story] = {
    "fruit": Story("harvested_on", (
        Step(-150, 7, "fertiliser", "Bón phân chuồng ủ hoai, 20 kg mỗi gốc", {
            "product": "Phân chuồng ủ hoai", "dose": 20, "dose_unit": "kg/gốc"}),
        Step(-60, 6, "pesticide", "Phun phòng rệp sáp, theo nhãn", {
            "product": "Dầu khoáng", "dose": 50, "dose_unit": "ml/bình 16 lít",
            "target": "Rệp sáp", "waiting_days": 7}),
        Step(-12, 16, "irrigation", "Tưới lần cuối, rồi để khô gốc cho quả đậm", {
            "method": "furrow", "source": "Nước kênh mương"}),
        Step(0, 6, "harvest", "Cắt quả lúc sáng sớm, chừa cuống, lót lá chuối"),
        Step(0, 15, "test", "Đo độ ngọt 11,5 Brix, loại quả nứt và quả nhỏ", {
            "what": "Độ ngọt", "laboratory": "Đo tại vườn", "result": "11,5 Brix", "passed": True}),
        Step(1, 8, PACK, "Lau sạch, bọc lưới, xếp thùng 10 quả", {"material": "Thùng giấy"}),
        Step(2, 9, SELL, "Giao thương lái và khách đặt qua điện thoại"),
    )),
    "early": Story("harvested_on", (
        Step(-45, 7, "sowing", "Trồng cây con trong giá thể xơ dừa", {
            "variety": "Dưa lưới lưới trắng", "quantity": 600, "unit": "cây"}),
        Step(-20, 7, "irrigation", "Tưới theo giờ, ngừng khi mưa", {"method": "drip"}),
        Step(-2, 16, "pesticide", "Phun phòng bọ trĩ một lần", {
            "product": "Nấm xanh Metarhizium", "dose": 30, "dose_unit": "g/bình 16 lít",
            "target": "Bọ trĩ", "waiting_days": 5}),
        Step(0, 6, "harvest", "Cắt sớm trước đợt mưa lớn"),
        Step(1, 8, PACK, "Bọc lưới xốp, xếp thùng", {"material": "Thùng giấy"}),
    )),
    "candied": Story("produced_on", (
        Step(-6, 7, "harvest", "Hái bưởi vườn nhà, 120 quả vỏ dày"),
        Step(-2, 8, "processing", "Gọt vỏ xanh, thái sợi, ngâm nước muối qua đêm cho hết the", {
            "method": "Sơ chế, làm sạch"}),
        Step(-1, 7, "processing", "Luộc ba nước, vắt ráo, ướp đường mía Lam Sơn", {
            "method": "Hấp, luộc"}),
        Step(0, 5, "processing", "Rim nhỏ lửa bốn giờ, đảo tay cho ngấm đều", {
            "method": "Rim đường", "temperature": 105}),
        Step(0, 16, "test", "Nếm thử từng chảo; bỏ một chảo bị cháy cạnh", {
            "what": "Cảm quan", "laboratory": "Tại bếp", "passed": True}),
        Step(1, 8, PACK, "Để nguội qua đêm, đóng hộp 300 g, dán tem", {
            "size": 300, "size_unit": "g", "material": "Hộp giấy"}),
        Step(2, 10, SELL, "Gửi cửa hàng ở thị trấn và khách quen"),
    )),
    "sauce": Story("produced_on", (
        Step(-545, 4, "harvest", "Thuyền về bến, mua 2,4 tấn cá cơm tươi"),
        Step(-545, 9, "processing", "Trộn ba cá một muối Sa Huỳnh, nén chượp vào bể gạch", {
            "method": "Ướp muối"}),
        Step(-365, 8, "processing", "Mở bể phơi nắng, đảo bể lần thứ mười hai"),
        Step(-20, 9, "test", "Gửi mẫu đo đạm toàn phần: 35 gN/l, histamin đạt", {
            "what": "Đạm toàn phần, histamin", "laboratory": "Phòng kiểm nghiệm (trình diễn)",
            "result": "35 gN/l", "passed": True, "report": "TD-PKN-35"}),
        Step(0, 6, "processing", "Kéo rút nước đầu, lọc vải ba lần"),
        Step(1, 8, PACK, "Rửa chai, chiết, đóng nắp, dán nhãn và tem", {
            "material": "Chai thủy tinh"}),
        Step(3, 9, "transfer", "Chở 60 thùng lên kho thành phố"),
    )),
    "paste": Story("produced_on", (
        Step(-190, 5, "harvest", "Xúc moi ngoài cửa lạch, rửa nước biển"),
        Step(-190, 10, "processing", "Giã với muối, ủ chum"),
        Step(-120, 11, "processing", "Phơi nắng, đảo đều mỗi ngày"),
        Step(0, 8, "test", "Mắm ngấu, màu tím sim, không còn mùi tanh"),
        Step(0, 14, PACK, "Múc hũ, hấp nắp, dán tem"),
    )),
    "ferment": Story("produced_on", (
        Step(-95, 6, "transfer", "Nhận nguyên liệu tươi của người trong xã, cân và ghi sổ"),
        Step(-95, 9, "processing", "Rửa ba nước, để ráo, trộn muối và thính gạo rang", {
            "method": "Lên men"}),
        Step(-60, 8, "processing", "Đảo chum, vớt váng, phơi nắng"),
        Step(0, 8, "test", "Ngấu đều, thơm, không nổi mốc lạ", {
            "what": "Cảm quan", "laboratory": "Tại xưởng", "passed": True}),
        Step(0, 14, PACK, "Múc hũ, tráng nắp nước sôi, dán tem"),
    )),
    "ginger": Story("produced_on", (
        Step(-2, 7, "processing", "Rang nếp, xay bột, rây hai lần"),
        Step(-1, 8, "processing", "Rang lạc, giã gừng, thắng mật mía"),
        Step(0, 5, "processing", "Nhào bột với mật và gừng, cán tấm, cắt thanh, áo bột"),
        Step(0, 14, "test", "Cân từng hộp, loại thanh vỡ"),
        Step(1, 8, PACK, "Xếp hộp, hàn túi, dán tem"),
        Step(2, 10, SELL, "Giao quầy quà ở Thành Nhà Hồ"),
    )),
    "grill": Story("produced_on", (
        Step(-1, 4, "transfer", "Nhận thịt lợn nóng có dấu thú y"),
        Step(0, 5, "processing", "Xay, ướp thính, quấn que, nướng than hoa"),
        Step(0, 10, PACK, "Để nguội, hút chân không, xếp khay"),
        Step(0, 14, "storage", "Kho mát 4 °C", {"temperature": 4}),
    )),
    "eggs": Story("harvested_on", (
        Step(-30, 7, "feed", "Cho ăn ngô, cám và rau; nước giếng khoan", {
            "product": "Ngô nghiền", "quantity": 6, "unit": "kg"}),
        Step(0, 6, "harvest", "Nhặt trứng lượt sáng và trưa"),
        Step(0, 17, "storage", "Xếp trứng lượt chiều lên kệ mát", {"temperature": 22}),
        Step(1, 8, PACK, "Soi đèn, lau khô, xếp vỉ, dán tem"),
    )),
    "squid": Story("produced_on", (
        Step(-1, 3, "harvest", "Thuyền câu về, chọn mực ống còn nhảy sắc"),
        Step(0, 6, "processing", "Mổ, rửa nước biển, phơi giàn một nắng"),
        Step(0, 17, "storage", "Cấp đông −18 °C", {"temperature": -18}),
        Step(1, 8, PACK, "Cân túi, hút chân không, dán tem"),
    )),
    "meat": Story("produced_on", (
        Step(-1, 3, "transfer", "Nhận 180 kg thịt lợn nóng từ lò mổ có dấu thú y"),
        Step(-1, 5, "processing", "Xay thịt, thái bì, trộn thính"),
        Step(0, 6, PACK, "Gói lá chuối, buộc lạt, xếp khay ủ 28 °C", {"material": "Lá chuối"}),
        Step(0, 17, "test", "Đo pH 4,6 sau một đêm, đạt", {
            "what": "Độ chua", "laboratory": "Tại xưởng", "result": "pH 4,6", "passed": True}),
        Step(1, 5, "storage", "Chuyển kho mát 4 °C", {"temperature": 4}),
        Step(1, 14, SELL, "Xe lạnh giao các điểm bán trong tỉnh"),
    )),
    "cake": Story("produced_on", (
        Step(-3, 8, "processing", "Luộc lá gai, giã nhuyễn với nếp cái"),
        Step(-1, 14, "processing", "Đãi đậu xanh, sên nhân dừa và mật mía"),
        Step(0, 4, "processing", "Nặn bánh, gói lá chuối khô, hấp hai giờ"),
        Step(0, 9, PACK, "Buộc chục, dán tem từng chục"),
        Step(0, 13, SELL, "Gửi xe khách đi Hà Nội và bán tại quầy"),
    )),
    "rice": Story("harvested_on", (
        Step(-118, 7, "sowing", "Cấy mạ hai mươi ngày tuổi, một dảnh mỗi khóm", {
            "variety": "Nếp hương"}),
        Step(-95, 7, "fertiliser", "Bón thúc phân hữu cơ vi sinh", {
            "product": "Phân hữu cơ vi sinh", "dose": 25, "dose_unit": "kg/sào"}),
        Step(-48, 6, "pesticide", "Phun trừ sâu cuốn lá một lần", {
            "product": "Vi khuẩn Bt", "dose": 20, "dose_unit": "g/bình 16 lít",
            "target": "Sâu cuốn lá", "waiting_days": 3}),
        Step(0, 8, "harvest", "Gặt máy, thóc vàng 90 %"),
        Step(1, 7, "processing", "Sấy tháp 42 °C đến ẩm 13 %", {
            "method": "Sấy", "temperature": 42}),
        Step(4, 8, "processing", "Xay xát, tách màu, loại tấm", {"method": "Xay xát"}),
        Step(5, 8, PACK, "Đóng túi hút chân không, dán tem", {"material": "Túi hút chân không"}),
    )),
    "noodles": Story("produced_on", (
        Step(-4, 5, "processing", "Lọc tinh bột bốn nước, để lắng qua đêm"),
        Step(-2, 4, "processing", "Tráng bánh, phơi giàn tre một nắng"),
        Step(0, 6, "processing", "Thái sợi, phơi tiếp đến khô giòn"),
        Step(1, 8, PACK, "Bó nửa cân, đóng gói"),
    )),
    "honey": Story("harvested_on", (
        Step(-40, 8, "transfer", "Chuyển đàn lên rừng keo và rừng hoa dại"),
        Step(0, 5, "harvest", "Quay mật cầu vít nắp trên 80 %"),
        Step(1, 9, "test", "Đo thủy phần 20,5 %", {
            "what": "Độ ẩm", "laboratory": "Tại trại", "result": "20,5 %", "passed": True}),
        Step(2, 9, PACK, "Lọc lưới inox, rót chai, niêm nắp", {"material": "Chai thủy tinh"}),
    )),
    "duck": Story("produced_on", (
        Step(-72, 8, "sowing", "Thả 400 vịt con giống bản địa", {
            "variety": "Vịt bản địa", "quantity": 400, "unit": "con"}),
        Step(-60, 8, "vet_drug", "Tiêm phòng dịch tả vịt theo lịch", {
            "product": "Vắc-xin dịch tả", "dose": 0.5, "dose_unit": "ml",
            "target": "Tiêm phòng", "waiting_days": 21}),
        Step(-30, 7, "feed", "Cho ăn ngô nghiền và thả suối cả ngày", {
            "product": "Ngô nghiền", "quantity": 25, "unit": "kg"}),
        Step(0, 3, "processing", "Giết mổ tại điểm tập trung, có kiểm dịch"),
        Step(0, 6, PACK, "Hút chân không, ướp đá"),
        Step(0, 11, SELL, "Giao nhà hàng và khách đặt"),
    )),
    "dried": Story("produced_on", (
        Step(-3, 7, "harvest", "Thu nguyên liệu lúc ráo sương"),
        Step(-3, 10, "processing", "Rửa ba nước, để ráo"),
        Step(0, 7, "processing", "Sấy dưới 60 °C đến giòn", {"method": "Sấy", "temperature": 58}),
        Step(0, 15, "test", "Đo ẩm 8 %, đạt", {
            "what": "Độ ẩm", "laboratory": "Tại xưởng", "result": "8 %", "passed": True}),
        Step(1, 8, PACK, "Cân, hút chân không, dán tem", {"material": "Túi hút chân không"}),
    )),
    "spirit": Story("produced_on", (
        Step(-420, 8, "processing", "Đồ xôi nếp, rắc men, ủ khô bảy ngày"),
        Step(-405, 7, "processing", "Chưng cất nồi đồng, bỏ rượu đầu và rượu cuối", {
            "method": "Chưng cất"}),
        Step(-400, 9, "storage", "Hạ thổ trong chum sành", {"temperature": 24}),
        Step(-10, 9, "test", "Đo 35 độ, aldehyd và methanol dưới ngưỡng"),
        Step(0, 8, PACK, "Lọc, đóng chai, niêm phong"),
    )),
    "craft": Story("produced_on", (
        Step(-25, 8, "processing", "Chọn và phơi nguyên liệu ba nắng"),
        Step(-12, 8, "processing", "Nhuộm, chia sợi"),
        Step(0, 16, "processing", "Dệt, đan tay xong; cắt chỉ thừa"),
        Step(1, 8, "test", "Soát từng chiếc, loại chiếc lỗi"),
        Step(2, 8, PACK, "Cuộn, bọc giấy, dán tem"),
    )),
    "stay": Story("produced_on", (
        Step(-20, 8, "test", "Kiểm tra bếp, nước, chăn màn trước mùa khách"),
        Step(0, 9, PACK, "In phiếu dịch vụ, mỗi phiếu một tem"),
    )),
}  # fmt: skip

RECALL = (
    "Kết quả kiểm tra cho thấy nhiệt độ bảo quản vượt mức trên một chuyến xe. "
    "Không ăn, hãy gọi số dưới đây để được hoàn tiền."
)
CORRECTION = "Ghi lại ngày: việc này làm sớm hơn một hôm so với lần ghi đầu"
LABELS = "Nhãn in nhầm hạn dùng muộn hơn một năm. Không bán, hãy gọi số dưới đây để đổi nhãn."
LABELS_MENDED = "Đã thu về đủ, dán nhãn mới trước mặt cán bộ xã"
