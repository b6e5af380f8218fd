"""Why a file cannot be read as a list at all, in words that say what to do."""

from agrimarket.kit.errors import Kind, Refusal


class ListRefused(Refusal):
    """Base of the refusals of a whole file; single rows are never refused this way."""


class FileEmpty(ListRefused):
    """No bytes."""

    code = "file_empty"
    sentence = "Tệp trống. Hãy chọn lại tệp Excel có danh sách."


class FileTooBig(ListRefused):
    """More bytes, or more bytes once unpacked, than any list of a province needs."""

    code = "file_too_big"
    kind = Kind.TOO_LARGE
    sentence = (
        "Tệp quá lớn để đọc an toàn. Hãy chia danh sách thành nhiều tệp dưới {megabytes} MB, "
        "bỏ hình ảnh và các trang không cần."
    )


class FileOldXls(ListRefused):
    """The binary format of Excel before 2007, whatever the file's name says."""

    code = "file_old_xls"
    sentence = "Đây là tệp Excel đời cũ (.xls). Hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi."


class FileEncrypted(ListRefused):
    """Locked with a password."""

    code = "file_encrypted"
    sentence = "Tệp có mật khẩu nên không đọc được. Hãy bỏ mật khẩu, lưu lại rồi gửi."


class FileNotXlsx(ListRefused):
    """Anything else: text, picture, Word, a web page called .xlsx."""

    code = "file_not_xlsx"
    sentence = (
        "Đây không phải tệp Excel .xlsx hay danh sách .csv. Hãy mở bằng Excel, lưu lại dạng .xlsx "
        "rồi gửi."
    )


class FileDamaged(ListRefused):
    """Cut off on the way, or packed wrongly."""

    code = "file_damaged"
    sentence = "Tệp bị hỏng. Hãy mở bằng Excel, lưu lại một bản mới rồi gửi bản đó."


class CellsTooFar(ListRefused):
    """A stray cell far away makes a table of billions of empty cells."""

    code = "list_cells_too_far"
    sentence = (
        "Có ô ghi ở rất xa danh sách nên bảng quá rộng. Hãy chép riêng phần danh sách sang "
        "một tệp mới rồi gửi."
    )


class HeaderMissing(ListRefused):
    """No row names both a person and a commune column."""

    code = "list_header_missing"
    sentence = (
        'Không thấy dòng tiêu đề. Hãy để một dòng có ít nhất hai cột "Họ và tên chủ hộ" và '
        '"Xã/Phường" ở trên danh sách.'
    )


class NoRows(ListRefused):
    """A header and nothing below."""

    code = "list_has_no_rows"
    sentence = "Dưới dòng tiêu đề chưa có hộ nào. Hãy ghi ít nhất một hộ rồi gửi."


class TooManyRows(ListRefused):
    """More rows than one import may write while others wait for their turn."""

    code = "too_many_rows"
    kind = Kind.TOO_LARGE
    sentence = "Danh sách có quá 50.000 dòng. Hãy chia thành nhiều tệp rồi nhập từng tệp."


class FileWebPage(ListRefused):
    """A web page or an XML file that a program named .xls."""

    code = "file_web_page"
    sentence = "Đây là trang web đặt tên như tệp Excel. Hãy mở bằng Excel, lưu dạng .xlsx rồi gửi."


class FileOpenDocument(ListRefused):
    """LibreOffice's own format."""

    code = "file_open_document"
    sentence = (
        "Đây là tệp .ods của LibreOffice. Hãy mở bằng LibreOffice, lưu lại dạng .xlsx rồi gửi."
    )


class ListLettersUnknown(ListRefused):
    """A text file whose letters are in no known encoding, or could be in two."""

    code = "list_letters_unknown"
    sentence = (
        "Không nhận ra bảng mã chữ của tệp này. Hãy mở bằng Excel, xem chữ có đúng không, "
        "lưu lại dạng .xlsx rồi gửi."
    )


class ListLettersBroken(ListRefused):
    """The letters were lost when the file was saved the last time."""

    code = "list_letters_broken"
    sentence = (
        "Chữ trong tệp này đã hỏng từ trước (kiểu Nguyá»…n). Hãy lấy lại tệp gốc, lưu dạng .xlsx "
        "rồi gửi."
    )


class ListQuoteOpen(ListRefused):
    """A quotation mark that nobody closed swallows the rest of a CSV file."""

    code = "list_quote_open"
    sentence = (
        'Có dấu ngoặc kép (") mở ra mà không đóng lại. Hãy mở tệp bằng Excel, lưu lại dạng .xlsx '
        "rồi gửi."
    )


class SheetUnknown(ListRefused):
    """The workbook has no visible list under that name."""

    code = "sheet_unknown"
    sentence = "Tệp không có trang tính {name}. Các trang có danh sách: {sheets}. Hãy chọn một."


class MappingInvalid(ListRefused):
    """Columns were named that are not there, or name and commune were not."""

    code = "mapping_invalid"
    sentence = (
        "Chưa khớp được cột. Hãy chọn cột cho họ tên và cho xã, phường, mỗi loại thông tin một cột."
    )
