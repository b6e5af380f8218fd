"""Words of messages: titles, surnames, what ends a name, what a farm makes."""

from agrimarket.households.intake.births import Sex
from agrimarket.places import fold

TITLES: dict[str, Sex | None] = {
    "chị": "female", "bà": "female", "cô": "female", "o": "female", "mợ": "female",
    "thím": "female", "dì": "female", "anh": "male", "ông": "male", "chú": "male",
    "cậu": "male", "dượng": "male", "bác": None, "cụ": None, "em": None, "cháu": None,
    "c": "female", "a": "male", "ô": "male", "b": "female", "e": None,
}  # fmt: skip
SHORT_TITLES = frozenset({"c", "a", "ô", "b", "o", "e", "em", "cháu"})  # need a capital after them


def folded_of(written: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Words by how they read without marks: "cam" is Cầm, and no thanks ("cảm ơn")."""
    found: dict[str, tuple[str, ...]] = {}
    for one in sorted(written):
        found[fold(one)] = (*found.get(fold(one), ()), one)
    return found


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """What stands between commas."""
    return tuple(" ".join(one.split()) for one in text.split(","))


# The family names of the province, with those of Mường, Thái, Mông, Dao and Khơ Mú people.
SURNAMES = words(
    "Nguyễn Lê Trần Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Lưu Hà "
    "Lương Trương Cao Quách Tô Tạ Đào Doãn Đoàn Đàm Chu Lại Kiều Thái La Lã Triệu Ngân Lò Lô Vi "
    "Lục Cầm Hứa Hoa Mạc Nghiêm Vàng Sùng Thao Giàng Già Lầu Lâu Mùa Hạng Hàng Xồng Và Lữ Cút "
    "Tống Tào Quế Khương Phùng Khúc Từ Uông Châu Lâm Đồng Thiều Hắc Đới Mâu Mẫn Mã Bạch Lộc Lang "
    "Sầm Lành Chẳng Phí Phó Văn Bàn Đậu Viên Quan Nông Vương Thạch Ông Cù Nghê Hồng Khổng Ninh "
    "Thịnh Tôn Trọng Yên Lường Quàng Hờ Ly Sung Thào Giàng Mua Chá Cháng Tráng Phàn Tẩn Chảo Lỳ "
    "Mông Cụt Moong Ốc Pịt Xeo"
)
MIDDLES = words("van thi huu dinh duc ngoc thanh xuan quang minh cong the trong ba")

# Given names that are other words too; behind a family or middle name they are names.
GIVEN = words("nam hien lien tai dong sinh bien tinh to so ban lam duoc kinh chuyen")

# Before these a name is over; written with their marks, for "ban" may be bản or bán.
STOPS = words(
    "thôn bản xóm làng khu phố tổ đội tdp tiểu xã phường huyện tỉnh thị tp tx tt số sđt sdt đt "
    "đtdđ điện dt tel zalo lh liên sn ns sinh ngày năm trồng nuôi làm sx sản chăn chuyên có bán "
    "ở tại địa đ/c dc nhà diện cccd cmnd cc căn đồng chưa không ko đã đang muốn xin đăng là và "
    "với cũng thuộc mới này vợ chồng nam nữ giới gđ hiện cùng cho nhé nha ạ ơi hộ mã được về "
    "gửi kinh kd chế biến gồm ngoài khoảng tầm gọi liên dùng ấp bên"
)
NO_NAMES = words(
    "danh ds cac ca em anh chi chu bac moi nguoi oi a nhe nha dang gui bao nho xem them duoc "
    "dung sach lam ay nay kia do no ban minh chung toi phu trach can bo khuyen nong xa"
)

# What farms of the province make; longer ones are found first.
CROPS = phrases(
    """
    cói, chiếu cói, chiếu, hàng cói, lúa, lúa nếp, nếp cái hoa vàng, nếp hạt cau, lúa nước, gạo,
    gạo nếp, gạo tẻ, ngô, ngô ngọt, ngô nếp, khoai, khoai lang, khoai tây, khoai mán, khoai sọ,
    khoai môn, sắn, sắn dây, mía, mía tím, mía đường, lạc, đậu, đậu tương, đậu xanh, đậu đen,
    đỗ, vừng, bông, dâu tằm, dâu tây, dâu, tằm, bưởi, bưởi da xanh, bưởi diễn, bưởi luận văn,
    cam, cam vân du, cam canh, cam vinh, quýt, chanh, chanh leo, quất, ổi, na, na dai, nhãn,
    vải, xoài, mít, mít thái, chuối, chuối tây, chuối tiêu, dứa, đu đủ, thanh long, táo, lê,
    hồng, hồng xiêm, mận, đào, mơ, bơ, sầu riêng, vú sữa, nho, dừa, cau, trầu, chè, chè xanh,
    chè búp, cà phê, cao su, hồ tiêu, tiêu, quế, hồi, keo, lim, xoan, luồng, nứa, vầu, tre,
    măng, măng tây, măng khô, mây, mắc ca, gai, gai xanh, cọ, rau, rau sạch, rau an toàn, rau
    màu, rau má, rau muống, rau cải, cải bắp, bắp cải, su hào, súp lơ, xà lách, cà chua, cà tím,
    cà pháo, cà rốt, dưa, dưa hấu, dưa chuột, dưa leo, dưa lưới, dưa vàng, dưa lê, bí, bí đao,
    bí đỏ, bí xanh, bầu, mướp, mướp đắng, ớt, hành, hành tím, tỏi, gừng, nghệ, sả, riềng, hẹ,
    nấm, nấm rơm, nấm sò, mộc nhĩ, hoa, hoa cúc, hoa hồng, hoa lan, đào cảnh, hoa ly, cây cảnh,
    cây ăn quả, cây giống, cây thuốc, dược liệu, đinh lăng, cà gai leo, sâm, ba kích, trà hoa
    vàng, giảo cổ lam, ngưu tất, sen, hạt sen, bò, bò sữa, bò thịt, bò sinh sản, trâu, lợn, lợn
    nái, lợn thịt, lợn cỏ, lợn mán, lợn đen, lợn rừng, heo, dê, cừu, ngựa, hươu, nhím, thỏ, chó,
    gà, gà đồi, gà ri, gà thả vườn, gà mía, gà đẻ, gà thịt, gà đông tảo, vịt, vịt cổ lũng, vịt
    trời, vịt đẻ, ngan, ngỗng, chim cút, bồ câu, chim bồ câu, trứng gà, trứng vịt, trứng, cá, cá
    lồng, cá chép, cá trắm, cá rô, cá rô phi, cá lóc, cá tầm, cá mú, cá vược, cá dốc, tôm, tôm
    sú, tôm thẻ, tôm thẻ chân trắng, tôm hùm, cua, cua biển, cua gạch, ghẹ, ngao, sò, hàu, ốc,
    ốc hương, ốc nhồi, ốc bươu, ếch, ba ba, lươn, chạch, rươi, mực, mực khô, cá khô, sứa, rong
    biển, ong, ong mật, mật ong, ong lấy mật, nước mắm, mắm, mắm tôm, mắm tép, mắm tép chua,
    muối, nem chua, nem, giò, giò chả, chả, chả tôm, bánh gai, bánh lá răng bừa, bánh đa, bánh
    chưng, bánh cuốn, bánh mướt, bánh khoái, bún, miến, miến dong, miến gạo, phở, bánh phở, đậu
    phụ, tương, giá đỗ, chè lam, kẹo lạc, kẹo nhãn, rượu, rượu cần, rượu nếp, rượu gạo, rượu men
    lá, tinh bột nghệ, tinh dầu, dầu lạc, trà, trà xanh, cơm cháy, thịt trâu gác bếp, thịt lợn
    gác bếp, lạp xưởng, thổ cẩm, đan lát, mây tre đan, mộc, đồ gỗ, đá mỹ nghệ, đúc đồng, gốm,
    sơn mài, hương, nón lá, du lịch cộng đồng, homestay, cá giống, tôm giống, lúa giống, cỏ voi,
    cỏ, men lá, rau mầm, thuốc lào, atiso, mắc khén, hạt dổi, lúa lai, lúa nương, lúa st25, nếp
    cẩm, nếp nương, nếp cay nọi, gạo nếp cái hoa vàng, gạo nếp cẩm, gạo nếp nương, gạo sạch, gạo
    hữu cơ, ngô sinh khối, khoai lang tím, sắn cao sản, mía nguyên liệu, mật mía, đường phên, cam
    xã đoài, cam lòng vàng, quýt hôi, quýt vòi, bưởi đường, ổi lê, ổi đài loan, vải thiều, nhãn
    lồng, na thái, mít ruột đỏ, chuối cấy mô, chuối ngự, rau cải mèo, rau ngót, rau đay, rau thơm,
    rau hữu cơ, mồng tơi, hành lá, hành củ, kiệu, ớt chỉ thiên, ớt ngọt, bí ngô, bí xanh, đậu cô
    ve, đậu đũa, đậu bắp, su su, su hào, nấm mỡ, nấm hương, nấm linh chi, nấm mộc nhĩ, đông trùng
    hạ thảo, hoa đào, hoa lay ơn, hoa huệ, quất cảnh, bonsai, hoa cây cảnh, cây dược liệu, sâm báo,
    sa nhân, thảo quả, xạ đen, chè vằng, chè dây, hoài sơn, ích mẫu, keo lai, gỗ keo, bạch đàn, bèo
    tây, bèo tây khô, thảm cói, túi cói, gà ta, gà lai, gà chọi, gà ác, gà tre, gà đen, gà siêu
    trứng, vịt bầu, vịt suối, vịt siêu trứng, vịt biển, ngan pháp, lợn mường, lợn lai, lợn giống,
    lợn móng cái, lợn sữa, bò vàng, bò lai, bò 3b, bò cái, trâu thịt, trâu bò, dê núi, dê cỏ, hươu
    sao, dúi, cầy hương, chồn hương, gia cầm, gia súc, thủy sản, cá bè, cá trắm đen, cá trắm cỏ, cá
    mè, cá trôi, cá diêu hồng, cá lăng, cá trê, cá chim, cá bống, cá nước ngọt, cá thính, cá cơm,
    cá thu, tôm càng xanh, tôm khô, tôm nõn, cáy, moi, moi khô, tép, tép khô, ruốc, mắm cáy, mắm
    chua, mắm ruốc, cua đồng, mực một nắng, hải sản, hải sản khô, bánh đa nem, bánh đa vừng, bánh
    tẻ, bánh ít, bánh đúc, bánh răng bừa, bánh nhãn, bánh tráng, bánh phu thê, bánh trung thu, kẹo
    gừng, mạch nha, nem nướng, nem thính, giò lụa, giò bê, chả mực, cá một nắng, cá thu một nắng,
    nghêu, vẹm, rau mùi, chả cá, chả lụa, chả quế, thịt chua, thịt trâu khô, rượu siêu men lá, rượu
    ngô, rượu sắn, rượu sim, rượu nếp cẩm, mật ong rừng, mật ong hoa nhãn, sữa ong chúa, phấn hoa,
    bột sắn dây, tinh bột sắn, tỏi đen, dầu vừng, tinh dầu sả, tinh dầu quế, chổi đót, nón, tăm
    hương, mành cói, măng ớt, măng chua, măng vầu, dưa muối, trà túi lọc, trà hoa cúc, hạt mắc ca,
    cà phê bột, tiêu đen, mây tre, mây nếp, gỗ mỹ nghệ, đá ốp lát, gạch ngói
    """
)

# Words of other matters that begin or end like produce.
NO_PRODUCE = phrases(
    """
    liên lạc, lạc hậu, câu lạc bộ, cá nhân, cá thể, cá biệt, cam kết, cam đoan, đào tạo, tiêu thụ,
    tiêu chuẩn, tiêu dùng, mật khẩu, hành chính, hành nghề, bí thư, nghệ nhân, tương đối, tương
    lai, màu hồng, mơ ước, hồi âm, bầu cử, hương ước, quê hương, nghệ an, hoa màu, gai góc, thanh
    hóa
    """
)
