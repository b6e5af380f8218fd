"""Why amounts, packs and dates of a lot do not fit together, in words that say what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class PacksAboveQuantity(Refusal):
    """More in the packs than the lot holds."""

    code = "lot_packs_above_quantity"
    sentence = (
        "{packs} gói, mỗi gói {size}, là {total}, nhiều hơn {quantity} của lô. "
        "Hãy xem lại số gói, cỡ gói hoặc số lượng."
    )


class PackSizeInvalid(Refusal):
    """A size of a pack without its unit, or a unit nobody knows."""

    code = "lot_pack_size_invalid"
    sentence = "Cỡ gói cần một số lớn hơn 0 và đơn vị. Hãy ghi ví dụ 500 g, 1 l hoặc 10 quả."


class PackUnitsDiffer(Refusal):
    """Millilitres in packs of what is weighed: nobody can reckon one from the other."""

    code = "lot_pack_units_differ"
    sentence = (
        "Lô tính bằng {unit} mà gói tính bằng {pack_unit}, không so được với nhau. "
        "Hãy ghi cỡ gói và số lượng cùng loại, ví dụ cùng là kg và g."
    )


class FollowsOnce(Refusal):
    """After sealing, an amount that was left open is told once."""

    code = "lot_amount_told"
    kind = Kind.CONFLICT
    sentence = (
        "Lô đã chốt và số này đã ghi rồi nên không đổi được. Hãy ghi điều mới vào nhật ký của lô."
    )


class MadeFromOthers(Refusal):
    """What comes from the lots behind it is not told anew."""

    code = "lot_made_from_others"
    kind = Kind.CONFLICT
    sentence = "Lô này làm từ lô khác nên ô này lấy theo lô gốc. Hãy để nguyên ô này."


class UseByAfterSource(Refusal):
    """Parting or mixing goods makes nothing last longer."""

    code = "lot_use_by_after_source"
    sentence = "Hạn dùng không được muộn hơn hạn của lô gốc ({day}). Hãy ghi ngày sớm hơn."
