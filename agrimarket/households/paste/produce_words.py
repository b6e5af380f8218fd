"""What farms and workshops of the province make, as people call it."""

from agrimarket.households.paste.lexicon import phrases

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
    hữu cơ, ngô sinh khối, khoai lang tím, sắn cao sản, mía nguyên liệu, mật mía, đường phên,
    cam xã đoài, cam lòng vàng, quýt hôi, quýt vòi, bưởi đường, ổi lê, ổi đài loan, vải thiều,
    nhãn lồng, na thái, mít ruột đỏ, chuối cấy mô, chuối ngự, rau cải mèo, rau ngót, rau đay,
    rau thơm, rau hữu cơ, mồng tơi, hành lá, hành củ, kiệu, ớt chỉ thiên, ớt ngọt, bí ngô, bí
    xanh, đậu cô ve, đậu đũa, đậu bắp, su su, su hào, nấm mỡ, nấm hương, nấm linh chi, nấm mộc
    nhĩ, đông trùng hạ thảo, hoa đào, hoa lay ơn, hoa huệ, quất cảnh, bonsai, hoa cây cảnh, cây
    dược liệu, sâm báo, sa nhân, thảo quả, xạ đen, chè vằng, chè dây, hoài sơn, ích mẫu, keo
    lai, gỗ keo, bạch đàn, bèo tây, bèo tây khô, thảm cói, túi cói, gà ta, gà lai, gà chọi, gà
    ác, gà tre, gà đen, gà siêu trứng, vịt bầu, vịt suối, vịt siêu trứng, vịt biển, ngan pháp,
    lợn mường, lợn lai, lợn giống, lợn móng cái, lợn sữa, bò vàng, bò lai, bò 3b, bò cái, trâu
    thịt, trâu bò, dê núi, dê cỏ, hươu sao, dúi, cầy hương, chồn hương, gia cầm, gia súc, thủy
    sản, cá bè, cá trắm đen, cá trắm cỏ, cá mè, cá trôi, cá diêu hồng, cá lăng, cá trê, cá chim,
    cá bống, cá nước ngọt, cá thính, cá cơm, cá thu, tôm càng xanh, tôm khô, tôm nõn, cáy, moi,
    moi khô, tép, tép khô, ruốc, mắm cáy, mắm chua, mắm ruốc, cua đồng, mực một nắng, hải sản,
    hải sản khô, bánh đa nem, bánh đa vừng, bánh tẻ, bánh ít, bánh đúc, bánh răng bừa, bánh
    nhãn, bánh tráng, bánh phu thê, bánh trung thu, kẹo gừng, mạch nha, nem nướng, nem thính,
    giò lụa, giò bê, chả mực, cá một nắng, cá thu một nắng, nghêu, vẹm, rau mùi, chả cá, chả
    lụa, chả quế, thịt chua, thịt trâu khô, rượu siêu men lá, rượu ngô, rượu sắn, rượu sim, rượu
    nếp cẩm, mật ong rừng, mật ong hoa nhãn, sữa ong chúa, phấn hoa, bột sắn dây, tinh bột sắn,
    tỏi đen, dầu vừng, tinh dầu sả, tinh dầu quế, chổi đót, nón, tăm hương, mành cói, măng ớt,
    măng chua, măng vầu, dưa muối, trà túi lọc, trà hoa cúc, hạt mắc ca, cà phê bột, tiêu đen,
    mây tre, mây nếp, gỗ mỹ nghệ, đá ốp lát, gạch ngói, chuối tiêu hồng, nc mắm
    """
)

# Rarer ones: without marks they are taken for the common word that reads so
RARE = phrases(
    """
    hoa đồng tiền, lay ơn, hoa sen, hoa mai, hoa giấy, hoa thược dược, hoa loa kèn, hoa cát
    tường, hoa ly ly, hoa tươi, mai vàng, đào phai, đào bích, cây bóng mát, cây công trình, cây
    lâm nghiệp, cây sở, sở, dầu sở, trám, trám đen, bồ kết, giổi, quế chi, tam thất, kim ngân,
    cà gai, cỏ ngọt, hương nhu, bạc hà, húng, tía tô, ngải cứu, nghệ đen, nghệ vàng, gừng trâu,
    gừng gió, hành hoa, hành tăm, nén, tỏi tía, ớt cay, ớt sừng, đậu phộng, đậu nành, đậu ván,
    đậu tằm, đỗ xanh, đỗ đen, đỗ tương, đỗ đỏ, đậu đỏ, lạc đỏ, vừng đen, vừng vàng, kê, cao
    lương, ý dĩ, khoai nước, khoai vạc, khoai từ, củ từ, củ mài, củ đậu, củ cải, củ dền, củ ấu,
    củ, củ quả, rau củ, rau củ quả, rau bí, rau dền, rau cần, rau bò khai, rau dớn, rau sắng,
    rau rừng, rau gia vị, rau thủy canh, ngọn su su, ngọn bí, bắp sữa, bắp, bí ngòi, bí hồ lô,
    dưa bở, dưa gang, dưa kim hoàng hậu, cà bát, hoa thiên lý, thiên lý, cà chua bi, thanh long
    ruột đỏ, thanh long ruột trắng, thanh trà, bòng, phật thủ, cam đường, cam đường canh, cam
    sành, cam bù, cam v2, chanh đào, chanh tứ thì, chanh tứ quý, chanh không hạt, chanh dây,
    bưởi hồng, bưởi năm roi, bưởi đỏ, ổi bo, ổi nữ hoàng, ổi ruột đỏ, na bở, na thái lan, vải
    chín sớm, nhãn muộn, xoài úc, xoài đài loan, mít nghệ, mít tố nữ, chuối sứ, chuối già, chuối
    hột, chuối laba, dứa mật, dứa cayen, khóm, dừa xiêm, hồng giòn, hồng ngâm, mận tam hoa, mận
    hậu, mận cơm, đào mèo, lê nâu, mơ rừng, sấu, khế, dâu da, trứng gà ta, nho sữa, nho mẫu đơn,
    nho hạ đen, táo đại, táo mèo, sơn tra, hồng không hạt, sim, mắc mật, óc chó, hạt dẻ, điều,
    cacao, ca cao, thuốc nam, nhân trần, đương quy, cát sâm, sâm cau, khôi tía, ba kích tím, hà
    thủ ô, thạch đen, sương sáo, chùm ngây, lá dong, lá nón, lá tắm, vối, nụ vối, chè vối, trà
    thảo mộc, chè khô, chè tươi, chè shan, giang, bương, vầu đắng, măng bát độ, măng tươi, măng
    đắng, măng lay, nứa giấy, cau cảnh, sưa, lim xanh, tràm, nhựa thông, cánh kiến, gỗ, gỗ xẻ,
    ván bóc, dăm gỗ, củi, lợn ỉ, lợn bản, lợn nít, lợn sóc, lợn sạch, lợn hữu cơ, lợn con, lợn
    hơi, lợn quay, thịt lợn, thịt bò, thịt trâu, thịt gà, thịt dê, thịt, bê, nghé, bò u, bò lai
    sind, bò bbb, bò brahman, sữa bò, sữa tươi, sữa chua, sữa, gà ai cập, gà hồ, gà mán, gà nòi,
    gà tây, gà sao, gà lôi, gà cỏ, gà quê, gà đồi ri, gà lông màu, gà trắng, gà con, gà h'mông,
    gà mông, gà đa cựa, gà thả đồi, gà ủ muối, vịt đẻ trứng, vịt xiêm, vịt cỏ, vịt thịt, vịt
    chạy đồng, vịt quay, ngan đen, ngan thịt, ngỗng sư tử, chim bồ câu pháp, chim trĩ, trĩ đỏ,
    chim yến, yến, tổ yến, yến sào, đà điểu, đà điểu thịt, dế, dế mèn, nhộng, nhộng tằm, tằm
    sắn, kén tằm, trùn quế, giun quế, sâu canxi, ruồi lính đen, ong rừng, ong dú, rắn, rắn hổ,
    tắc kè, kỳ đà, cầy, lợn nhím, dê lai, dê boer, dê bách thảo, hươu giống, nhung hươu, nai,
    trứng gà sạch, trứng gà ri, trứng vịt lộn, vịt lộn, trứng cút, trứng muối, cá quả, cá chuối,
    cá chày, cá lăng đuôi đỏ, cá leo, cá nheo, cá bỗng, cá hồi, cá koi, cá cảnh, cá vàng, cá
    tra, cá basa, cá chẽm, cá bớp, cá giò, cá hồng, cá hồng mỹ, cá song, cá đối, cá kèo, cá
    chạch, cá nục, cá trích, cá ngừ, cá lẹp, cá bạc má, cá thu khô, cá chỉ vàng, cá đuối, cá
    nướng, cá kho, cá mắm, cá rô đồng, cá rô đầu vuông, cá chạch bùn, cá lúa, cá ruộng, cá suối,
    cá dầm xanh, cá ngạnh, cá mè hoa, cá vược lồng, tôm đất, tôm rảo, tôm sắt, tôm tít, bề bề,
    tôm đồng, tôm chua, tôm tươi, tôm rim, cua lột, cua thịt, cua xanh, ghẹ xanh, còng, rạm,
    don, dắt, vọp, móng tay, sò huyết, sò lông, hàu sữa, hàu đại dương, ốc mút, ốc đắng, ốc đá,
    ốc len, hến, trai, trai ngọc, ngao trắng, ngao giống, vẹm xanh, bào ngư, hải sâm, sứa muối,
    sứa đỏ, mực lá, mực ống, mực trứng, bạch tuộc, rong mơ, rong sụn, rau câu, lươn giống, lươn
    không bùn, ếch thái, ếch giống, ba ba gai, cua đá, nước mắm cốt, mắm cốt, mắm nêm, mắm tôm
    chua, mắm tép chưng thịt, mắm cá, mắm cá thu, mắm moi, muối hạt, muối tinh, muối sạch, bột
    canh, gạo nếp hương, nếp hương, gạo nương, gạo lứt, gạo st25, gạo japonica, gạo đỏ, gạo tám,
    gạo gạo nếp hạt cau, nếp, gạo đồ, cốm, thóc, thóc giống, lúa thơm, lúa hữu cơ, lúa chất
    lượng cao, lúa japonica, bột gạo, bột ngô, bột sắn, bột nghệ, bột rau má, bột trà xanh, bột
    cần tây, tinh bột, bánh lá, bánh nếp, bánh dày, bánh giầy, bánh giò, bánh tro, bánh gio,
    bánh rán, bánh mì, bánh ngọt, bánh bao, bánh bèo, bánh khúc, bánh xu xê, bánh cáy, bánh lọc,
    bánh hỏi, bánh đa cua, bánh hạt sen, bánh gạo, bánh quy, bánh phồng tôm, bánh, bún khô, bún
    tươi, bún gạo, bún ngô, miến đao, mì gạo, mỳ gạo, phở khô, cháo, xôi, giò me, giò gà, giò
    nạc, giò thủ, chả nem, chả cuốn, chả giò, chả phượng, nem chạo, nem chợ huyện, nem chua rán,
    ruốc thịt, ruốc cá, chà bông, thịt khô, thịt hun khói, thịt muối, bò khô, trâu khô, lợn khô,
    pate, xúc xích, lạp sườn, đậu hũ, tào phớ, sữa đậu nành, sữa hạt, sữa ngô, chao, tương ớt,
    tương bần, giấm, dấm, kẹo, kẹo dồi, kẹo vừng, kẹo cu đơ, mứt, mứt gừng, mứt dừa, ô mai,
    siro, hoa quả sấy, chuối sấy, mít sấy, khoai sấy, khoai lang sấy, chuối sấy dẻo, khoai gieo,
    đường, đường mía, đường thốt nốt, mật, mật ong bạc hà, mật dừa, cà phê rang xay, trà sen,
    trà gừng, trà cà gai leo, trà đinh lăng, trà vối, trà atiso, cao cà gai leo, cao dược liệu,
    cao xương, tinh dầu tràm, tinh dầu bưởi, dầu gội, xà phòng, dầu dừa, dầu mè, rượu cẩm, rượu
    mơ, rượu táo mèo, rượu đinh lăng, rượu ba kích, rượu nếp cái hoa vàng, rượu trắng, rượu mía,
    rượu vang, rượu thóc, bia, men rượu, giá, giá sạch, mầm đá, nấm tai mèo, nấm bào ngư, nấm
    đùi gà, nấm kim châm, nấm chân dài, nấm tràm, nấm lim, nấm lim xanh, linh chi, đông trùng,
    phôi nấm, meo nấm, phân bón, phân hữu cơ, phân trùn quế, thức ăn chăn nuôi, rơm, cỏ chăn
    nuôi, cây cói, cói chẻ, quại cói, lõi cói, hàng thủ công, thủ công mỹ nghệ, đồ thủ công, mây
    tre lá, hàng mây tre, rổ rá, giần sàng, thúng, nong nia, chổi, chổi rơm, chổi chít, đót,
    đũa, đũa tre, đũa luồng, tăm tre, tăm, hương trầm, hương bài, vàng mã, thổ cẩm, thổ cẩm
    thái, khăn piêu, chăn bông, chăn thổ cẩm, váy thổ cẩm, thêu ren, tơ tằm, nhiễu hồng đô, gốm
    sứ, chum vại, tượng đá, đá cảnh, đồ đá, trống đồng, đồ đồng, dao kéo, nông cụ, cày bừa,
    thuyền, lưới, ngư cụ, đồ gỗ mỹ nghệ, đồ mộc, mộc dân dụng, mộc mỹ nghệ, tranh, tranh nón lá
    truyền thống, du lịch, du lịch sinh thái, lưu trú, nhà nghỉ, ẩm thực, cơm lam, lợn thui, gà
    nướng, cá nướng pa pỉnh tộp
    """
)

# Words of other matters that begin or end like produce.
NO_PRODUCE = phrases(
    """
    liên lạc, lạc hậu, câu lạc bộ, cá nhân, cá thể, cá biệt, cam kết, cam đoan, đào tạo, tiêu
    thụ, tiêu chuẩn, tiêu dùng, mật khẩu, hành chính, hành nghề, bí thư, nghệ nhân, tương đối,
    tương lai, màu hồng, mơ ước, hồi âm, bầu cử, hương ước, quê hương, nghệ an, hoa màu, gai
    góc, thanh hóa, cảm ơn, cám ơn, nhà lưới, nhà màng, nhà kính, bò bía, sản phẩm, thợ mộc,
    cung cấp, công nghệ, công nghệ cao, nông nghiệp, cơm nhà, màu sắc, thơm ngon, chợ vườn hoa,
    giá cả, giá bán, giá trị, báo giá, giá rẻ, sở nông nghiệp, cơ sở, sở thích, sở tại, yến
    mạch, củ chi, đường dây, đường làng, tỉnh lộ, đường liên, đường tỉnh, đường quốc, con đường,
    mặt đường, ven đường, lề đường, sữa chữa, trai làng, con trai, em trai, bác trai, anh trai,
    cháu trai, gỗ lạt, lưới điện, bánh xe, tranh thủ, du lịch biển, trai tráng, kê khai, kê
    biên, liệt kê, thống kê, hương lộ, đường bộ, giao lưu, điều tra, điều kiện, điều hành, phi
    nông nghiệp, dầu khí, ba ngày, củ chuối, mật thiết, bảo mật, bí mật, bí quyết, na ná, hoa
    kỳ, cao điểm, dệt may, nhà nước, nước sạch, muối mặt, bê tông, yến nhi, bò ra, chả có, chả
    biết, vải vóc, đào ao, đào giếng
    """
)
