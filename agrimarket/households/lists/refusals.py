"""What the rules of imported lists refuse, each with what to do next."""

from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.tries import LockedOut


class ListsClosed(LockedOut):
    """Too many numbers that are registered elsewhere today; tomorrow again."""

    code = "lists_closed"
    sentence = (
        "Hôm nay bạn đã gặp quá nhiều số căn cước có ở xã khác. Hãy chờ {wait} rồi gửi lại danh "
        "sách, hoặc nhờ cán bộ tỉnh nhập giúp."
    )


class ImportIsTrial(Refusal):
    """A dry run has made nothing that could be chosen for or undone."""

    code = "import_is_trial"
    kind = Kind.CONFLICT
    sentence = "Đây mới là xem trước, chưa có hộ nào được lưu. Hãy nhập thật trước."


class ImportAlreadyDone(Refusal):
    """The trial was imported already, by another click or tab."""

    code = "import_already_done"
    kind = Kind.CONFLICT
    sentence = "Danh sách này đã được nhập thật rồi. Hãy tải lại trang để xem kết quả."


class ImportUndone(Refusal):
    """The whole import was taken back."""

    code = "import_undone"
    kind = Kind.CONFLICT
    sentence = "Lần nhập này đã được hoàn tác. Muốn dùng lại danh sách, hãy gửi lại tệp."


class ImportCellsGone(Refusal):
    """What was typed is kept for a day only."""

    code = "import_cells_gone"
    kind = Kind.CONFLICT
    sentence = "Đã quá 24 giờ nên dữ liệu gốc của danh sách đã được xóa. Hãy gửi lại tệp."


class ImportNothingToMend(Refusal):
    """Every row was taken; there is no workbook to make."""

    code = "import_nothing_to_mend"
    kind = Kind.CONFLICT
    sentence = "Không có dòng nào cần sửa. Hãy xem danh sách hộ vừa nhập."


class ImportRowSettled(Refusal):
    """A commune is chosen for a row that does not wait for one."""

    code = "import_row_settled"
    kind = Kind.CONFLICT
    sentence = "Dòng này không còn chờ chọn xã. Hãy tải lại trang để xem kết quả mới."


class ImportRowUnknown(Refusal):
    """No such row in this import."""

    code = "import_row_unknown"
    sentence = "Danh sách không có dòng {row}. Hãy xem lại số dòng trong kết quả nhập."


class ChoiceNotOffered(Refusal):
    """The commune is none of those the row may mean."""

    code = "choice_not_offered"
    sentence = "Xã, phường này không nằm trong các nơi được nêu. Hãy chọn một nơi trong kết quả."


class ImportInUse(Refusal):
    """Undo would take away what others have built upon."""

    code = "import_in_use"
    kind = Kind.CONFLICT
    sentence = (
        "Chưa hoàn tác được: có {count} hộ của lần nhập này đã được sửa hoặc đã có sản phẩm, "
        "tài khoản đi kèm. Hãy hoàn tác các hộ còn lại, hoặc mở các hộ đó để sửa."
    )


class ImportTooOld(Refusal):
    """What an import changed is kept for thirty days."""

    code = "import_too_old"
    kind = Kind.CONFLICT
    sentence = "Đã quá 30 ngày nên không hoàn tác cả lần nhập được nữa. Hãy mở từng hộ để sửa."


class ImportNotReady(Refusal):
    """Its file is still being read, or waits for an answer."""

    code = "import_not_ready"
    kind = Kind.CONFLICT
    sentence = "Danh sách này chưa đọc xong. Hãy đợi trang xem trước hiện ra rồi nhập."


class ImportCollided(Refusal):
    """Somebody registered a household of the list in the same moment (PostgreSQL)."""

    code = "import_collided"
    kind = Kind.CONFLICT
    sentence = "Có người vừa đăng ký một hộ trong danh sách. Chưa có gì được lưu; hãy gửi lại."
