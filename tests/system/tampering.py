"""Changes backup files as somebody without the key file could, one way each."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

Members = dict[str, bytes]


def members_of(path: Path) -> Members:
    """Name to content, in order, read by another program's reader."""
    with tarfile.open(path, "r:") as tar:
        return {info.name: tar.extractfile(info).read() for info in tar}  # type: ignore[union-attr]


def clear_members(path: Path) -> Members:
    """The same, unpacked."""
    return {
        name: gzip.decompress(content) if name.endswith(".gz") else content
        for name, content in members_of(path).items()
    }


def rewritten(path: Path, target: Path, change: Callable[[Members], None]) -> Path:
    """A copy of the backup with its members changed."""
    members = members_of(path)
    change(members)
    with tarfile.open(target, "w", format=tarfile.GNU_FORMAT) as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    content = target.read_bytes().rstrip(b"\0")
    whole = content + bytes(-len(content) % 512) + bytes(1024)  # without tarfile's padding
    target.write_bytes(whole)
    return target


def flipped(path: Path, target: Path, at: float) -> Path:
    """A copy in which one bit differs, `at` this part of the file."""
    content = bytearray(path.read_bytes())
    content[int(len(content) * at)] ^= 1
    target.write_bytes(bytes(content))
    return target


def without_a_line(members: Members) -> None:
    """A producer disappears; the manifest still counts it."""
    name = "tables/household.jsonl.gz"
    lines = gzip.decompress(members[name]).splitlines(keepends=True)
    members[name] = gzip.compress(b"".join(lines[:-1]))


def two_swapped(members: Members) -> None:
    """Two members carry each other's name."""
    one, other = "tables/household.jsonl.gz", "tables/product.jsonl.gz"
    members[one], members[other] = members[other], members[one]


def an_audit_row_told_otherwise(members: Members) -> None:
    """Who did it is changed and the manifest's hash mended; the signature cannot be."""
    name = "tables/audit_row.jsonl.gz"
    text = gzip.decompress(members[name]).decode().replace("household_registered", "forged_act", 1)
    assert "forged_act" in text
    members[name] = gzip.compress(text.encode())
    manifest = json.loads(members["manifest.json"])
    for part in manifest["tables"]:
        if part["table"] == "audit_row":
            part["member"]["sha256"] = sha256(members[name]).hexdigest()
            part["member"]["size"] = len(members[name])
    members["manifest.json"] = json.dumps(manifest).encode()


def a_photo_exchanged(members: Members) -> None:
    """Another picture under the same name and of the same size."""
    name = next(name for name in members if name.startswith("files/"))
    members[name] = bytes(len(members[name]))


def a_photo_taken_out(members: Members) -> None:
    """One picture is not there any more."""
    del members[next(name for name in members if name.startswith("files/"))]


def a_file_put_in(members: Members) -> None:
    """One picture more than listed, before the manifest."""
    name = f"files/aa/{'a' * 64}-800.webp"
    rest = {key: members.pop(key) for key in list(members) if key.startswith(("files.", "man"))}
    members[name] = b"planted"
    members.update(rest)


def a_table_put_in(members: Members) -> None:
    """A member that the manifest does not know."""
    members["tables/planted.jsonl.gz"] = gzip.compress(b"[1]\n")
    for name in ("manifest.json", "manifest.hmac"):
        members[name] = members.pop(name)


def signed_by_nobody(members: Members) -> None:
    """The signature is emptied."""
    members["manifest.hmac"] = b""


CHANGES = (
    without_a_line, two_swapped, an_audit_row_told_otherwise, a_photo_exchanged,
    a_photo_taken_out, a_file_put_in, a_table_put_in, signed_by_nobody,
)  # fmt: skip


def hostile(path: Path, target: Path, info: tarfile.TarInfo, content: bytes = b"") -> Path:
    """The backup with a strange member in front."""
    target.write_bytes(info.tobuf(tarfile.GNU_FORMAT) + content + path.read_bytes())
    return target


def strange(name: str, **about: object) -> tarfile.TarInfo:
    """A header that no backup of ours has."""
    info = tarfile.TarInfo(name)
    for field, value in about.items():
        setattr(info, field, value)
    return info


STRANGE = {
    "out of the folder": strange("../../etc/cron.d/planted"),
    "out of the files": strange("files/../../planted"),
    "an absolute name": strange("/etc/planted"),
    "a symbolic link": strange(f"files/aa/{'a' * 64}", type=tarfile.SYMTYPE, linkname="/etc"),
    "a hard link": strange(f"files/aa/{'a' * 64}", type=tarfile.LNKTYPE, linkname="/etc/passwd"),
    "a folder": strange("files/", type=tarfile.DIRTYPE),
    "a device": strange("files/aa", type=tarfile.CHRTYPE),
    "a file of 10 TB": strange(f"files/aa/{'a' * 64}", size=10 << 40),
    "a second manifest": strange("manifest.json"),
    "another folder's name": strange(f"files/ab/{'a' * 64}"),
}
