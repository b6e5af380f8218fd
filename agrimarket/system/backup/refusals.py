"""What backup, restore and the check of a backup file may refuse, each with the way on."""

from agrimarket.kit.errors import Kind, Refusal


class BackupThere(Refusal):
    """The name is taken; an old backup is never overwritten by accident."""

    code = "backup_there"
    kind = Kind.CONFLICT
    sentence = "Tệp {path} đã có. Hãy chọn tên khác, hoặc thêm --force để ghi đè."


class BackupFolderMissing(Refusal):
    """The folder of the name is not there or may not be written."""

    code = "backup_folder_missing"
    sentence = "Không ghi được vào thư mục {path}. Hãy tạo thư mục đó và cho phép ghi, rồi làm lại."


class BackupRunning(Refusal):
    """Another process is writing the same file."""

    code = "backup_running"
    kind = Kind.CONFLICT
    sentence = "Một lần sao lưu khác đang ghi vào {path}. Hãy chờ nó xong."


class DiskFull(Refusal):
    """The disk, a quota or a limit of the process is met."""

    code = "disk_full"
    kind = Kind.TOO_LARGE
    sentence = "Ổ đĩa của {path} không đủ chỗ. Hãy dọn bớt hoặc chọn ổ khác rồi làm lại."


class NothingToBackUp(Refusal):
    """No database yet, or one without tables."""

    code = "nothing_to_back_up"
    sentence = "Chưa có dữ liệu để sao lưu. Hãy chạy trước: agrimarket init"


class RowUnreadable(Refusal):
    """A value in a row is not what its column says; the database is damaged."""

    code = "row_unreadable"
    sentence = (
        "Bảng {table} có dòng không đọc được, nên chưa sao lưu. "
        "Hãy chạy agrimarket verify để biết chỗ hỏng."
    )


class NoBackupFile(Refusal):
    """There is no such file, or it may not be read."""

    code = "no_backup_file"
    kind = Kind.MISSING
    sentence = "Không đọc được tệp {path}. Hãy kiểm tra tên tệp và quyền đọc."


class BackupDamaged(Refusal):
    """Not a backup of ours, cut off, or with members that no backup of ours has."""

    code = "backup_damaged"
    kind = Kind.UNREADABLE
    sentence = (
        "Tệp này không phải bản sao lưu nguyên vẹn ({part}). Không có gì bị thay đổi. "
        "Hãy dùng một bản sao lưu khác."
    )


class BackupChanged(Refusal):
    """The contents are not what the manifest vouches for."""

    code = "backup_changed"
    kind = Kind.UNREADABLE
    sentence = (
        "Bản sao lưu đã bị sửa sau khi làm ra ({part}). Không có gì bị thay đổi. "
        "Hãy dùng một bản sao lưu khác."
    )


class KeysMissing(Refusal):
    """Nothing in a backup can be checked or opened without the key file of its service."""

    code = "keys_missing"
    sentence = (
        "Chưa có tệp khóa. Hãy đặt tệp khóa giữ riêng của bản sao lưu này vào {path} "
        "(quyền 600) rồi làm lại."
    )


class OtherKeys(Refusal):
    """The key file belongs to another service, or lacks versions that were in use."""

    code = "other_keys"
    sentence = (
        "Tệp khóa ở {path} không phải của bản sao lưu này. "
        "Hãy đặt đúng tệp khóa giữ riêng vào đó rồi làm lại."
    )


class NewerBackup(Refusal):
    """Made by a newer release than this one."""

    code = "newer_backup"
    sentence = (
        "Bản sao lưu do phiên bản mới hơn làm ra (lược đồ {revision}). "
        "Hãy cài phiên bản đó rồi làm lại."
    )


class TargetFilled(Refusal):
    """There is data already where the backup should go."""

    code = "target_filled"
    kind = Kind.CONFLICT
    sentence = (
        "Nơi khôi phục đã có dữ liệu. Hãy đặt AGRIMARKET_DATA là một thư mục mới, "
        "hoặc thêm --force: dữ liệu cũ được dời sang bên, không bị xóa."
    )


class ServiceRunning(Refusal):
    """Somebody has the database open; what they write now would be lost."""

    code = "service_running"
    kind = Kind.CONFLICT
    sentence = "Dịch vụ đang mở cơ sở dữ liệu này. Hãy dừng dịch vụ rồi làm lại."


class RestoreRunning(Refusal):
    """Another restore into the same place."""

    code = "restore_running"
    kind = Kind.CONFLICT
    sentence = "Một lần khôi phục khác đang chạy ở đây. Hãy chờ nó xong."


class RowsRefused(Refusal):
    """The database does not take rows of the backup."""

    code = "rows_refused"
    sentence = (
        "Cơ sở dữ liệu không nhận các dòng của bảng {table}. Không có gì bị thay đổi. "
        "Hãy dùng một bản sao lưu khác, hoặc khôi phục sang SQLite để xem dòng đó."
    )


class DatabaseRefused(Refusal):
    """The database does not answer, or its user may not make tables there."""

    code = "database_refused"
    sentence = (
        "Cơ sở dữ liệu không cho tạo bảng. Hãy kiểm tra AGRIMARKET_DATABASE_URL "
        "và dùng tài khoản là chủ của cơ sở dữ liệu."
    )


class NotVerified(Refusal):
    """What came out of the backup does not hold; it was thrown away."""

    code = "not_verified"
    sentence = (
        "Dữ liệu trong bản sao lưu không qua kiểm tra, nên không khôi phục: {fault} "
        "Hãy dùng một bản sao lưu khác."
    )
