"""The page of instructions in a print house's package."""

INSTRUCTIONS = """\
GÓI MÃ TEM GIAO CHO NHÀ IN

Đợt tem {order}, tem {first}–{last} ({count} tem).
Sản phẩm: {product}
Người sản xuất: {producer}
Giao cho: {to}

TRONG GÓI
- codes.csv: mỗi dòng một tem. Cột position là số thứ tự, label là số in cạnh mã QR,
  code là 16 chữ in dưới mã QR, url là nội dung của mã QR. Nếu có cột pin: 6 số in dưới
  lớp cào.
- manifest.json: đợt nào, dải nào, bao nhiêu tem, mã kiểm của codes.csv và của tờ này.
- manifest.json.sig: chữ ký điện tử (Ed25519) của manifest.json.
Không có tệp nào khác. Trong gói không có khóa: khóa đi cùng gói không chứng minh được gì.

TRƯỚC KHI IN
1. Mở trang {host}/nha-in (tự gõ địa chỉ). Ở đó tải kiem-tra.py và key.pem, để ở thư mục
   riêng, đừng để chung với tệp mở ra từ gói.
2. Chạy: python kiem-tra.py GÓI.zip --key key.pem
   (cần Python và thư viện cryptography). Lệnh in ra dấu vân tay của khóa: so từng chữ với dấu
   ghi ở trang {host}/nha-in. Dấu giống và báo “Gói nguyên vẹn” thì in.
3. Đừng mở codes.csv bằng Excel rồi lưu lại: Excel đổi mã toàn chữ số thành số làm tròn.
   Hãy nạp thẳng vào phần mềm in dữ liệu biến đổi, mọi cột là chữ (text).

KHI IN
- Mã QR: lấy nguyên cột url, chế độ chữ và số (alphanumeric), mức sửa lỗi Q.
- Mỗi ô vuông của mã QR ít nhất 0,33 mm; viền trắng quanh mã ít nhất 4 ô.
{gs1}- In đúng mỗi dòng một lần. Tem hỏng: báo số thứ tự (cột position) để hủy mã, đừng in lại
  khi chưa được đồng ý.
- In xong: xóa gói này. Không đưa codes.csv cho người khác.
"""

GS1_FORM = """\
- Cột url có mã số thương phẩm GTIN {gtin} (GS1 Digital Link): giữ nguyên từng chữ. Muốn quầy
  tính tiền đọc được thì mỗi ô ít nhất 0,396 mm; nhỏ hơn thì chỉ điện thoại đọc được.
"""
