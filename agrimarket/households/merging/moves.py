"""What becomes of every column that points to a producer when two records are made one.

A table whose column stands nowhere here fails tests/shape/test_merge_rules.py: whoever adds one
decides. Rooms above are named by their tables, so that no room need be known here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Column, Index, MetaData, PrimaryKeyConstraint, Table, UniqueConstraint

POINTING = ("household_id", "person_id")  # names of columns that hold a producer's id


@dataclass(frozen=True)
class Moves:
    """The rows go over to the record that stays.

    `one` is what people call such a thing. Where the record that stays has a row with the same
    values in `taken` (no columns: any row at all), counting only rows whose `open` column is
    empty, the other row stays behind with the merged record and comes back with it.
    `follows` is a column whose thing moved: after an undo rows made since go with it.
    """

    one: str = ""
    taken: tuple[str, ...] | None = None
    open: str | None = None
    follows: tuple[str, str] | None = None  # (column, table)


@dataclass(frozen=True)
class Stays:
    """The rows stay with the merged record; `why`, and how they are still read."""

    why: str


Rule = Moves | Stays

RULES: Mapping[str, Rule] = {
    "account.household_id": Moves("tài khoản đăng nhập"),  # both may sign in: husband and wife
    "token.household_id": Moves("khóa kết nối"),
    "consent.household_id": Moves("lời đồng ý"),
    "product.household_id": Moves("sản phẩm"),
    "area.household_id": Moves("vùng trồng"),
    "certificate.household_id": Moves("giấy chứng nhận"),
    "expiry_notice.household_id": Stays("what was told of a paper, and to whom"),
    "partner.household_id": Moves("nơi mua bán"),
    "partner.linked_id": Moves("lần là nơi mua bán của người khác"),
    "lot_transfer.to_household_id": Moves("lần nhận hàng"),
    "stamp_order.household_id": Moves("đợt tem", follows=("product_id", "product")),
    "stamp_approval.household_id": Moves("lần xin thêm tem"),
    # one booth a channel: the one of the record that stays is used on
    "booth.household_id": Moves("gian hàng", taken=("channel_code",)),
    "household.merged_into": Moves(),  # those merged into it before: one step leads to the end
    "household_card.household_id": Moves("thẻ hộ", taken=(), open="ended_at"),
    "household_photo.household_id": Moves("ảnh nơi sản xuất"),
    "parcel.household_id": Moves("thửa đất"),
    "producer_member.household_id": Moves("thành viên"),
    "producer_member.member_household_id": Moves("lần là thành viên nhóm", taken=("household_id",)),
    "training_attendance.household_id": Moves("lượt dự tập huấn", taken=("training_id",)),
    "onboarding_note.household_id": Moves("ghi chú lên sàn"),
    "producer_head.household_id": Moves(taken=(), open="until"),
    "consent_evidence.household_id": Stays(
        "sealed under the key of the record it was given to; read through its consent"
    ),
    "person_request.household_id": Stays(
        "sealed the same way; whoever sees the record that stays sees it"
    ),
    "person_key.person_id": Stays("opens what stays"),
    "audit_row.person_id": Stays("the trail is never rewritten; both are read from the one"),
    "household_view.household_id": Stays("who saw which record; both are told from the one"),
    "household_import_row.household_id": Stays("which row of a list made which record"),
    "household_merge.kept_id": Stays("tells of this very merge"),
    "household_merge.merged_id": Stays("tells of this very merge"),
    "household_find.household_id": Stays("made anew from the producer's row"),
    "household_field_change.household_id": Stays("revisions of that row alone"),
    "bulk_act_row.household_id": Stays("what that row was like before an act on many"),
    "field_operation.household_id": Stays("what a phone was told, byte for byte"),
    "field_conflict.household_id": Stays("sealed under the key of that record"),
}


def pointing(metadata: MetaData) -> Iterator[tuple[Table, Column[object]]]:
    """Every column that points to a producer: by a foreign key, or by its name."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            checked = any(key.target_fullname == "household.id" for key in column.foreign_keys)
            named = column.name in POINTING or column.name.endswith("household_id")
            if checked or named or (table.name, column.name) == ("household", "merged_into"):
                yield table, column


def undecided(metadata: MetaData) -> list[str]:
    """Pointing columns without a rule, and unique ones whose rule does not say who gives way."""
    found = []
    for table, column in pointing(metadata):
        rule = RULES.get(f"{table.name}.{column.name}")
        if rule is None:
            found.append(f"{table.name}.{column.name}: no rule")
        elif isinstance(rule, Moves) and rule.taken is None and _is_unique(table, column):
            found.append(f"{table.name}.{column.name}: unique, but nobody gives way")
    return found


def _is_unique(table: Table, column: Column[object]) -> bool:
    kinds = (UniqueConstraint, PrimaryKeyConstraint)
    constraints = [one for one in table.constraints if isinstance(one, kinds)]
    indexes: list[Index] = [one for one in table.indexes if one.unique]
    return any(column.name in one.columns for one in (*constraints, *indexes))
