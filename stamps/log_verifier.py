"""Checks a downloaded log of issued ranges from outside: no database, no secret, no trust in us."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from stamps.command.log_words import HELP, add_options
from stamps.log_chain import Fault, Walk, fingerprint
from stamps.log_files import LogFileRefused, json_lines, json_value, text_lines
from stamps.log_heads import body_of, earlier_faults, head_faults
from stamps.log_stamps import Ask, BadService, asks, stamp_faults
from stamps.refusals import StampRefusal


def verify(
    lines: Iterable[Any],
    *,
    pinned: Iterable[bytes],
    heads: Sequence[Any] = (),
    earlier: Sequence[Any] = (),
) -> tuple[Walk, list[Fault]]:
    """Walk a whole log (its lines as JSON gave them) and compare it with its heads, oldest first.

    `pinned` are public keys (32 bytes each) known from elsewhere; `earlier` are heads that were
    downloaded before. The walk, for what is asked of it next, and every fault.
    """
    walk = Walk(frozenset(pinned))
    found = [fault for line in lines for fault in walk.read(line)]
    if walk.tips and not walk.trusted:
        found.insert(0, Fault("key", 0, "Sổ này không do khóa đã đưa ra ký."))
    found += head_faults(heads, walk)
    found += earlier_faults(earlier, heads, walk)
    return walk, found


def run(options: argparse.Namespace) -> int:
    """Check the files that the options name; 0 all holds, 1 a fault, 2 a file cannot be read."""
    try:
        heads = _heads(options.heads)
        walk, found = _checked(options, heads)
    except StampRefusal as refusal:
        sys.stderr.write(f"{refusal.detail}\n")
        return 2
    except OSError as fault:
        sys.stderr.write(f"Không đọc được {fault.filename or 'tệp'}. Hãy xem lại tên tệp.\n")
        return 2
    for one in found:
        sys.stdout.write(f"{one.code}: {one.sentence}\n")
    sys.stdout.write(_summary(walk, heads, found))
    return int(bool(found))


def _checked(options: argparse.Namespace, heads: Sequence[Any]) -> tuple[Walk, list[Fault]]:
    walk, found = verify(
        json_lines(options.log),
        pinned=[_public_key(path) for path in options.key],
        heads=heads,
        earlier=_heads(options.previous),
    )
    if not walk.tips and not found and (heads or options.heads is None):
        found.append(Fault("empty", 0, "Sổ trống: tệp không có dòng nào. Hãy tải lại cả sổ."))
    if options.stamps:
        found += stamp_faults(text_lines(options.stamps), walk, _asker(options.service))
    return walk, found


def _asker(service: str | None) -> Ask | None:
    try:
        return asks(service) if service else None
    except ValueError:
        raise BadService from None


def _summary(walk: Walk, heads: Sequence[Any], found: Sequence[Fault]) -> str:
    tip = walk.tip
    days = [body["day"] for head in heads if (body := body_of(head))]
    signed = f"{len(days)} đầu sổ đã ký, đến ngày {max(days)}" if days else "không có đầu sổ"
    if not tip.number and not found:
        return "Sổ trống và không có đầu sổ nào: chưa cấp tem nào.\n"
    return (
        f"{tip.number} dòng, {tip.orders} đợt, {tip.stamps} tem; {signed}.\n"
        f"Dòng cuối: {tip.hash}\nKhóa ký: {fingerprint(tip.key)}\n"
        + (f"CÓ {len(found)} CHỖ SAI.\n" if found else "Sổ đúng.\n")
    )


def _heads(path: Path | None) -> list[Any]:
    """The heads of a file, oldest first: {"heads": [...]}, a list, or one head."""
    if path is None:
        return []
    said = json_value(path)
    if isinstance(said, dict):
        said = said.get("heads", [said])
    return said if isinstance(said, list) else [None]  # None: told as a fault


def _public_key(path: Path) -> bytes:
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise LogFileRefused(path=path.name, reason="không phải khóa công khai Ed25519 dạng PEM")
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m stamps.log_verifier`: the same as `python -m stamps verify-log`."""
    parser = argparse.ArgumentParser(prog="python -m stamps verify-log", description=HELP)
    add_options(parser)
    return run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
