"""Reads what the verifier is given as a stranger's files: bounded, strict, refused in words."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from stamps.refusals import StampRefusal

LONGEST_LINE: Final = 64 << 10  # bytes; an entry has about 900
LARGEST_HEADS: Final = 16 << 20  # bytes; eighty years of days
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")


class LogFileRefused(StampRefusal):
    """A file that no verifier can read."""

    code = "log_file_refused"
    words = "Không đọc được {path}: {reason}. Hãy tải lại tệp này rồi chạy lại."


class _Faulty(ValueError):
    """JSON that two readers may take for two things."""


def text_lines(path: Path) -> Iterator[str]:
    """Lines that are not blank, without their ends; LogFileRefused, OSError."""
    with path.open("rb") as file:
        for number, line in enumerate(_bounded(file, path), start=1):
            try:
                text = line.decode().strip()
            except UnicodeDecodeError:
                raise LogFileRefused(
                    path=path.name, reason=f"dòng {number} của tệp không phải chữ UTF-8"
                ) from None
            if text:
                yield text


def json_lines(path: Path) -> Iterator[Any]:
    """Each line as JSON gives it, None where it is none or doubtful; LogFileRefused, OSError."""
    return (_value(text, path) for text in text_lines(path))


def json_value(path: Path) -> Any:
    """A whole file as JSON gives it, None where it is doubtful; LogFileRefused, OSError."""
    with path.open("rb") as file:
        content = file.read(LARGEST_HEADS + 1)
    if len(content) > LARGEST_HEADS:
        raise LogFileRefused(path=path.name, reason=f"tệp dài hơn {LARGEST_HEADS >> 20} MB")
    try:
        return strict(content.decode(), path.name)
    except _Faulty:
        return None
    except ValueError as fault:
        if isinstance(fault, StampRefusal):
            raise
        raise LogFileRefused(path=path.name, reason="tệp không phải JSON") from None


def strict(text: str, name: str) -> Any:
    """JSON as RFC 8259 has it, and no field twice, no lone surrogate.

    ValueError for what is none; LogFileRefused (of `name`) where it nests too deep to be read.
    """
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise LogFileRefused(path=name, reason="dữ liệu lồng nhau quá sâu") from None
    if _SURROGATE.search(text):
        _encoded(value)
    return value


def _value(text: str, path: Path) -> Any:
    try:
        return strict(text, path.name)
    except LogFileRefused:
        raise
    except ValueError:
        return None


def _bounded(file: BinaryIO, path: Path) -> Iterator[bytes]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            reason = f"dòng {number} của tệp dài hơn {LONGEST_LINE >> 10} kB"
            raise LogFileRefused(path=path.name, reason=reason)
        yield line


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Faulty("a field twice")
    return found


def _no_number(word: str) -> Any:
    raise _Faulty(word)


def _encoded(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise _Faulty("a lone surrogate") from None
