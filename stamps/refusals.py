"""Every way this library says no, so that a caller can show one plain sentence to a person."""

from typing import ClassVar


class StampRefusal(ValueError):
    """A request the library does not carry out.

    `code` is for programs (snake_case), `detail` is a Vietnamese sentence that says what to do
    next, `facts` are the values the sentence names. Key material is never among the facts.
    """

    code: ClassVar[str] = "stamp_refusal"
    words: ClassVar[str] = "Không làm được yêu cầu này. Hãy xem lại rồi thử lại."

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        self.detail = self.words.format(**facts)
        super().__init__(f"{self.code}: {self.detail}")


class SerialOutOfRange(StampRefusal):
    """A serial that 32 bits do not hold."""

    code = "serial_out_of_range"
    words = "Số thứ tự tem {serial} không hợp lệ. Hãy dùng số từ 0 đến 4.294.967.295."


class WeakKey(StampRefusal):
    """A key that could be guessed: too short, repeated, a default."""

    code = "weak_key"
    words = "Khóa tem quá yếu. Hãy tạo khóa mới gồm 32 byte ngẫu nhiên."


class BadKeyRing(StampRefusal):
    """A kept ring that does not parse."""

    code = "bad_key_ring"
    words = "Chùm khóa tem không đọc được ({reason}). Hãy lấy lại tệp khóa từ bản lưu của bạn."


class KeyFileOpen(StampRefusal):
    """A key file that is not its owner's alone."""

    code = "key_file_open"
    words = "Tệp khóa {path} người khác đọc được. Hãy chạy: chmod 600 {path}"


class KeyFileThere(StampRefusal):
    """A new key file where one lies already."""

    code = "key_file_there"
    words = "Đã có tệp {path}. Hãy chọn tên khác, hoặc thêm khóa bằng --rotate."


class UnknownKeyVersion(StampRefusal):
    """A version the ring has no key for."""

    code = "unknown_key_version"
    words = "Không có khóa tem phiên bản {version}. Hãy kiểm tra lại tệp khóa."


class NoPinKey(StampRefusal):
    """A version whose stamps have no hidden PIN, because the ring has no PIN key for it."""

    code = "no_pin_key"
    words = (
        "Tem phiên bản khóa {version} chưa có số bí mật. "
        "Hãy nhờ người giữ khóa thêm khóa của số bí mật: agrimarket init."
    )


class BadCode(StampRefusal):
    """Letters that are no code."""

    code = "bad_code"
    words = "Mã tem phải có đủ 16 chữ. Hãy so lại từng chữ trên tem."


class BadHost(StampRefusal):
    """A host that cannot stand in an address."""

    code = "bad_host"
    words = "Địa chỉ trang {host} không dùng được. Hãy ghi tên miền, ví dụ tem.example.vn."


class BadSpan(StampRefusal):
    """A range that ends before it begins."""

    code = "bad_span"
    words = "Dải tem {first}–{last} không hợp lệ. Số đầu phải nhỏ hơn hoặc bằng số cuối."


class BadGtin(StampRefusal):
    """A GTIN whose length or check digit is wrong (GS1 General Specifications 7.9)."""

    code = "bad_gtin"
    words = "Mã GTIN {gtin} sai. Hãy so lại từng chữ số dưới mã vạch."


class UnknownIdentifier(StampRefusal):
    """An application identifier that GS1 never gave out."""

    code = "unknown_gs1_identifier"
    words = "GS1 không có mã ({ai}). Hãy so lại chữ số trong ngoặc, hoặc quét lại mã trên bao bì."


class BadGs1Value(StampRefusal):
    """A value that its identifier does not allow (GS1 General Specifications, chapter 3)."""

    code = "bad_gs1_value"
    words = "Mục {item} sai: {reason}. Hãy so lại từng chữ của mục này trên bao bì."


class BadGs1Date(StampRefusal):
    """Six digits that are no day."""

    code = "bad_gs1_date"
    words = "{digits} không phải ngày viết kiểu năm-tháng-ngày. Hãy so lại sáu chữ số trên bao bì."


class RepeatedIdentifier(StampRefusal):
    """One identifier twice in one symbol or address."""

    code = "repeated_gs1_identifier"
    words = "Mục {item} có hai lần. Hãy chỉ để một."


class Contradiction(StampRefusal):
    """Two identifiers that exclude each other (GS1 General Specifications, 4.13.1)."""

    code = "contradicting_gs1_identifiers"
    words = "Mục {item} không đi cùng mục {other}. Hãy bỏ một trong hai."


class MissingCompanion(StampRefusal):
    """An identifier without the one it needs (GS1 General Specifications, 4.13.2)."""

    code = "missing_gs1_companion"
    words = "Mục {item} phải đi cùng {wanted}. Hãy thêm mục còn thiếu."


class BadElementString(StampRefusal):
    """Text that does not fall into identifiers and values."""

    code = "bad_element_string"
    words = "Không đọc được từ chữ thứ {at}: {reason}. Hãy quét lại mã trên bao bì."


class BadDigitalLink(StampRefusal):
    """An address that is no GS1 Digital Link."""

    code = "bad_digital_link"
    words = "Địa chỉ này không phải đường dẫn GS1 ({reason}). Hãy quét lại mã trên bao bì."


class NotAnAttribute(StampRefusal):
    """An identifier after the `?` of an address that belongs before it, or in no address."""

    code = "not_an_attribute"
    words = "Mục {item} không được đứng sau dấu ?. Hãy đặt nó vào đường dẫn, hoặc bỏ đi."


class BadSymbolOption(StampRefusal):
    """A level, mask or version that QR does not have."""

    code = "bad_symbol_option"
    words = "Không vẽ được mã QR như vậy ({reason}). Hãy chọn lại."


class SymbolTooLong(StampRefusal):
    """More letters than the symbol holds (ISO/IEC 18004:2015, table 7)."""

    code = "symbol_too_long"
    words = "Nội dung dài {letters} chữ, mã QR không chứa hết. Hãy dùng tên miền ngắn hơn."


class UnknownStock(StampRefusal):
    """A label paper that is not in the table."""

    code = "unknown_stock"
    words = "Không có khổ giấy {stock}. Hãy chọn một trong: {known}."


class StockDoesNotFit(StampRefusal):
    """A label paper larger than its page."""

    code = "stock_does_not_fit"
    words = "Khổ giấy {stock} không vừa trang ({reason}). Hãy sửa kích thước."


class UnknownFormat(StampRefusal):
    """A file format without a writer."""

    code = "unknown_format"
    words = "Không có kiểu tệp {format}. Hãy chọn một trong: {known}."


class ModuleTooSmall(StampRefusal):
    """Modules under 0.33 mm on this paper."""

    code = "module_too_small"
    words = (
        "Ô vuông nhỏ nhất của mã QR chỉ còn {module_mm} mm trên khổ {stock}, điện thoại khó đọc. "
        "Hãy chọn khổ tem lớn hơn hoặc tên miền ngắn hơn (cần ít nhất 0,33 mm)."
    )


class GtinSymbolTooSmall(ModuleTooSmall):
    """The same, only because the address carries a GTIN."""

    code = "gtin_symbol_too_small"
    words = (
        "Mã QR có GTIN nhiều ô hơn: trên khổ {stock} mỗi ô chỉ còn {module_mm} mm, cần ít nhất "
        "0,33 mm. Hãy chọn khổ tem lớn hơn, máy in từ 300 dpi, hoặc in tem không có GTIN."
    )


class QuietZoneTooSmall(StampRefusal):
    """Less than four modules of white around the symbol."""

    code = "quiet_zone_too_small"
    words = "Viền trắng quanh mã QR chỉ có {modules} ô. Hãy để ít nhất 4 ô."


class BadSheetOption(StampRefusal):
    """A sheet that cannot be laid out as asked."""

    code = "bad_sheet_option"
    words = "Không in được như vậy ({reason}). Hãy sửa lại rồi in."


class NoRoomForPin(BadSheetOption):
    """Labels of a paper too small for the box of a hidden PIN beside their words."""

    code = "no_room_for_pin"
    words = "Tem khổ này không đủ chỗ cho ô PIN. Hãy chọn khổ tem lớn hơn."


class OffPage(BadSheetOption):
    """Offset and scale that push symbols over the edge of the paper."""

    code = "off_page"
    words = (
        "Dịch và co giãn như vậy thì mã QR ra ngoài mép giấy. "
        "Hãy giảm số mm dịch, hoặc in trang thử rồi đo lại."
    )


class NothingToPrint(StampRefusal):
    """An empty range of labels."""

    code = "nothing_to_print"
    words = "Không có tem nào để in. Hãy chọn lại dải tem."
