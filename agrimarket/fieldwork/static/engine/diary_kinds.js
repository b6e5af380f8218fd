// What diary lines tell, as agrimarket/lots/facts holds it; a test writes this file anew.

export const KINDS = [
  {"code": "sowing", "label": "Gieo trồng, thả giống", "place_owed": false, "waits": false, "usual": ["variety", "unit", "source"], "facts": [
    {"name": "variety", "label": "Giống", "type": "text", "need": "owed", "unit": "", "hint": "Giống cây hoặc con giống.", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": []},
    {"name": "quantity", "label": "Lượng giống", "type": "number", "need": "may", "unit": "", "hint": "", "least": 0, "most": 10000000, "counts": null, "choices": {}, "suggestions": []},
    {"name": "unit", "label": "Đơn vị", "type": "text", "need": "may", "unit": "", "hint": "", "least": null, "most": 40, "counts": "quantity", "choices": {}, "suggestions": ["kg", "g", "tạ", "tấn", "l", "ml", "quả", "con", "cây", "bó", "bao", "thùng"]},
    {"name": "source", "label": "Mua giống ở đâu", "type": "text", "need": "may", "unit": "", "hint": "", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": []}
  ]},
  {"code": "fertiliser", "label": "Bón phân", "place_owed": false, "waits": false, "usual": ["product", "dose", "dose_unit"], "facts": [
    {"name": "product", "label": "Tên phân bón", "type": "text", "need": "owed", "unit": "", "hint": "", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": ["Phân chuồng ủ hoai", "Phân hữu cơ vi sinh", "Phân xanh", "Phân NPK", "Phân đạm u-rê", "Phân lân nung chảy", "Phân kali clorua", "Vôi bột", "Phân bón lá"]},
    {"name": "dose", "label": "Lượng bón", "type": "number", "need": "owed", "unit": "", "hint": "", "least": 0, "most": 10000000, "counts": null, "choices": {}, "suggestions": []},
    {"name": "dose_unit", "label": "Đơn vị", "type": "text", "need": "may", "unit": "", "hint": "", "least": null, "most": 40, "counts": "dose", "choices": {}, "suggestions": ["ml", "g", "kg", "l", "bao", "ml/bình 16 lít", "g/bình 16 lít", "kg/sào", "kg/ha"]}
  ]},
  {"code": "feed", "label": "Cho ăn", "place_owed": false, "waits": false, "usual": ["product", "quantity", "unit"], "facts": [
    {"name": "product", "label": "Thức ăn", "type": "text", "need": "owed", "unit": "", "hint": "", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": ["Cỏ tươi", "Rơm khô", "Cỏ ủ chua", "Cám gạo", "Ngô nghiền", "Thức ăn hỗn hợp", "Thức ăn đậm đặc", "Cá tạp"]},
    {"name": "quantity", "label": "Lượng cho ăn", "type": "number", "need": "owed", "unit": "", "hint": "", "least": 0, "most": 10000000, "counts": null, "choices": {}, "suggestions": []},
    {"name": "unit", "label": "Đơn vị", "type": "text", "need": "may", "unit": "", "hint": "", "least": null, "most": 40, "counts": "quantity", "choices": {}, "suggestions": ["kg", "g", "tạ", "tấn", "l", "ml", "quả", "con", "cây", "bó", "bao", "thùng"]}
  ]},
  {"code": "pesticide", "label": "Phun thuốc bảo vệ thực vật", "place_owed": false, "waits": true, "usual": ["product", "dose", "dose_unit", "target", "waiting_days"], "facts": [
    {"name": "product", "label": "Tên thuốc", "type": "text", "need": "must", "unit": "", "hint": "Chép tên trên nhãn.", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": ["Dầu khoáng", "Nấm Trichoderma", "Vi khuẩn Bt", "Nấm xanh Metarhizium", "Lưu huỳnh", "Gốc đồng", "Abamectin", "Emamectin benzoate", "Azoxystrobin"]},
    {"name": "dose", "label": "Liều dùng", "type": "number", "need": "owed", "unit": "", "hint": "Ví dụ 20 ml cho một bình 16 lít.", "least": 0, "most": 10000000, "counts": null, "choices": {}, "suggestions": []},
    {"name": "dose_unit", "label": "Đơn vị", "type": "text", "need": "may", "unit": "", "hint": "", "least": null, "most": 40, "counts": "dose", "choices": {}, "suggestions": ["ml", "g", "kg", "l", "bao", "ml/bình 16 lít", "g/bình 16 lít", "kg/sào", "kg/ha"]},
    {"name": "target", "label": "Trừ sâu, bệnh gì", "type": "text", "need": "owed", "unit": "", "hint": "", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": ["Sâu đục thân", "Sâu cuốn lá", "Sâu vẽ bùa", "Nhện đỏ", "Rầy nâu", "Rệp sáp", "Ruồi vàng đục quả", "Bệnh đạo ôn", "Bệnh thán thư", "Bệnh loét", "Cỏ dại"]},
    {"name": "waiting_days", "label": "Số ngày cách ly", "type": "whole", "need": "must", "unit": "ngày", "hint": "Xem trên nhãn; không có thì ghi 0.", "least": 0, "most": 365, "counts": null, "choices": {}, "suggestions": []}
  ]},
  {"code": "vet_drug", "label": "Dùng thuốc thú y", "place_owed": false, "waits": true, "usual": ["product", "dose", "dose_unit", "target", "waiting_days"], "facts": [
    {"name": "product", "label": "Tên thuốc", "type": "text", "need": "must", "unit": "", "hint": "Chép tên trên nhãn.", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": ["Vắc-xin dịch tả", "Vắc-xin lở mồm long móng", "Vắc-xin cúm gia cầm", "Vắc-xin Niu-cát-xơn", "Amoxicillin", "Oxytetracycline", "Ivermectin", "Men tiêu hóa"]},
    {"name": "dose", "label": "Liều dùng", "type": "number", "need": "owed", "unit": "", "hint": "Ví dụ 20 ml cho một bình 16 lít.", "least": 0, "most": 10000000, "counts": null, "choices": {}, "suggestions": []},
    {"name": "dose_unit", "label": "Đơn vị", "type": "text", "need": "may", "unit": "", "hint": "", "least": null, "most": 40, "counts": "dose", "choices": {}, "suggestions": ["ml", "g", "kg", "l", "bao", "ml/bình 16 lít", "g/bình 16 lít", "kg/sào", "kg/ha"]},
    {"name": "target", "label": "Phòng, trị bệnh gì", "type": "text", "need": "owed", "unit": "", "hint": "", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": ["Tiêm phòng", "Tiêu chảy", "Viêm phổi", "Tụ huyết trùng", "Lở mồm long móng", "Giun sán", "Ve, rận"]},
    {"name": "waiting_days", "label": "Số ngày cách ly", "type": "whole", "need": "must", "unit": "ngày", "hint": "Xem trên nhãn; không có thì ghi 0.", "least": 0, "most": 365, "counts": null, "choices": {}, "suggestions": []}
  ]},
  {"code": "irrigation", "label": "Tưới nước", "place_owed": false, "waits": false, "usual": ["method", "source"], "facts": [
    {"name": "method", "label": "Cách tưới", "type": "choice", "need": "may", "unit": "", "hint": "", "least": null, "most": 200, "counts": null, "choices": {"furrow": "tưới rãnh", "spray": "tưới phun", "drip": "tưới nhỏ giọt", "hand": "tưới tay"}, "suggestions": []},
    {"name": "source", "label": "Nguồn nước", "type": "text", "need": "may", "unit": "", "hint": "", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": ["Nước kênh mương", "Nước giếng", "Nước ao hồ", "Nước sông suối", "Nước máy"]}
  ]},
  {"code": "harvest", "label": "Thu hoạch", "place_owed": false, "waits": false, "usual": ["unit"], "facts": [
    {"name": "quantity", "label": "Thu được", "type": "number", "need": "owed", "unit": "", "hint": "", "least": 0, "most": 10000000, "counts": null, "choices": {}, "suggestions": []},
    {"name": "unit", "label": "Đơn vị", "type": "text", "need": "may", "unit": "", "hint": "", "least": null, "most": 40, "counts": "quantity", "choices": {}, "suggestions": ["kg", "g", "tạ", "tấn", "l", "ml", "quả", "con", "cây", "bó", "bao", "thùng"]}
  ]},
  {"code": "processing", "label": "Chế biến", "place_owed": false, "waits": false, "usual": ["method", "unit", "temperature"], "facts": [
    {"name": "method", "label": "Cách chế biến", "type": "text", "need": "owed", "unit": "", "hint": "", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": ["Sơ chế, làm sạch", "Phơi nắng", "Sấy", "Xay xát", "Ép", "Chưng cất", "Lên men", "Ướp muối", "Hấp, luộc", "Đan, dệt", "Cấp đông"]},
    {"name": "quantity", "label": "Lượng đưa vào", "type": "number", "need": "may", "unit": "", "hint": "", "least": 0, "most": 10000000, "counts": null, "choices": {}, "suggestions": []},
    {"name": "unit", "label": "Đơn vị", "type": "text", "need": "may", "unit": "", "hint": "", "least": null, "most": 40, "counts": "quantity", "choices": {}, "suggestions": ["kg", "g", "tạ", "tấn", "l", "ml", "quả", "con", "cây", "bó", "bao", "thùng"]},
    {"name": "temperature", "label": "Nhiệt độ", "type": "number", "need": "may", "unit": "°C", "hint": "", "least": -60, "most": 400, "counts": null, "choices": {}, "suggestions": []}
  ]},
  {"code": "packing", "label": "Đóng gói", "place_owed": false, "waits": false, "usual": ["size", "size_unit", "material"], "facts": [
    {"name": "packs", "label": "Số gói", "type": "whole", "need": "owed", "unit": "gói", "hint": "", "least": 0, "most": 2000000000, "counts": null, "choices": {}, "suggestions": []},
    {"name": "size", "label": "Mỗi gói", "type": "number", "need": "may", "unit": "", "hint": "", "least": 0, "most": 100000, "counts": null, "choices": {}, "suggestions": []},
    {"name": "size_unit", "label": "Đơn vị của gói", "type": "text", "need": "may", "unit": "", "hint": "", "least": null, "most": 40, "counts": "size", "choices": {}, "suggestions": ["g", "kg", "ml", "l", "quả", "cái"]},
    {"name": "material", "label": "Bao bì", "type": "text", "need": "may", "unit": "", "hint": "", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": ["Túi PE", "Túi hút chân không", "Hộp giấy", "Chai thủy tinh", "Khay nhựa", "Bao PP"]}
  ]},
  {"code": "test", "label": "Kiểm tra, xét nghiệm", "place_owed": false, "waits": false, "usual": ["what", "laboratory"], "facts": [
    {"name": "what", "label": "Kiểm tra gì", "type": "text", "need": "owed", "unit": "", "hint": "", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": ["Dư lượng thuốc bảo vệ thực vật", "Kim loại nặng", "Vi sinh vật", "Kháng sinh tồn dư", "Độ ẩm", "Mẫu nước", "Mẫu đất"]},
    {"name": "laboratory", "label": "Nơi kiểm tra", "type": "text", "need": "owed", "unit": "", "hint": "", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": []},
    {"name": "result", "label": "Kết quả", "type": "text", "need": "may", "unit": "", "hint": "Chép số đo trên phiếu.", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": []},
    {"name": "passed", "label": "Kết luận", "type": "yes_no", "need": "owed", "unit": "", "hint": "", "least": null, "most": 200, "counts": null, "choices": {"yes": "đạt", "no": "không đạt"}, "suggestions": []},
    {"name": "report", "label": "Số phiếu", "type": "text", "need": "may", "unit": "", "hint": "", "least": null, "most": 60, "counts": null, "choices": {}, "suggestions": []}
  ]},
  {"code": "transfer", "label": "Chuyển giao", "place_owed": false, "waits": false, "usual": ["to", "unit"], "facts": [
    {"name": "to", "label": "Giao cho ai", "type": "text", "need": "owed", "unit": "", "hint": "", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": []},
    {"name": "quantity", "label": "Số lượng giao", "type": "number", "need": "owed", "unit": "", "hint": "", "least": 0, "most": 10000000, "counts": null, "choices": {}, "suggestions": []},
    {"name": "unit", "label": "Đơn vị", "type": "text", "need": "may", "unit": "", "hint": "", "least": null, "most": 40, "counts": "quantity", "choices": {}, "suggestions": ["kg", "g", "tạ", "tấn", "l", "ml", "quả", "con", "cây", "bó", "bao", "thùng"]}
  ]},
  {"code": "storage", "label": "Lưu kho", "place_owed": true, "waits": false, "usual": ["temperature", "humidity"], "facts": [
    {"name": "temperature", "label": "Nhiệt độ", "type": "number", "need": "owed", "unit": "°C", "hint": "Âm thì ghi dấu trừ, ví dụ -18.", "least": -60, "most": 60, "counts": null, "choices": {}, "suggestions": []},
    {"name": "humidity", "label": "Độ ẩm", "type": "number", "need": "may", "unit": "%", "hint": "", "least": 0, "most": 100, "counts": null, "choices": {}, "suggestions": []}
  ]},
  {"code": "sale", "label": "Bán ra", "place_owed": false, "waits": false, "usual": ["to", "unit"], "facts": [
    {"name": "to", "label": "Bán cho ai", "type": "text", "need": "owed", "unit": "", "hint": "", "least": null, "most": 200, "counts": null, "choices": {}, "suggestions": []},
    {"name": "quantity", "label": "Số lượng bán", "type": "number", "need": "owed", "unit": "", "hint": "", "least": 0, "most": 10000000, "counts": null, "choices": {}, "suggestions": []},
    {"name": "unit", "label": "Đơn vị", "type": "text", "need": "may", "unit": "", "hint": "", "least": null, "most": 40, "counts": "quantity", "choices": {}, "suggestions": ["kg", "g", "tạ", "tấn", "l", "ml", "quả", "con", "cây", "bó", "bao", "thùng"]}
  ]},
];
