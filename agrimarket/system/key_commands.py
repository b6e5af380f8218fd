"""`agrimarket keys`: new keys for what is kept sealed, and what the old ones are still for."""

import sys

import click
from flask import Flask

from agrimarket.kit import logs
from agrimarket.kit.command import in_app, the_app
from agrimarket.kit.db import reading
from agrimarket.kit.key_watch import keys_of
from agrimarket.system import renew as renewal
from agrimarket.system import renew_stamps
from agrimarket.system import rotate as rotation

PURPOSES = {"fields": "Khóa mã hóa", "blind_index": "Khóa tra cứu"}
KEPT = {"stamps": "Khóa tem", "cards": "Khóa thẻ hộ", "citizen": "Cặp khóa số căn cước của máy",
        "signing": "Khóa ký sổ cấp tem"}  # fmt: skip
ALL_MACHINES = "Đã thêm khóa mới, chưa dùng để ghi. Hãy chép tệp khóa sang các máy khác."
STAMPS_RENEWED = (
    "Đợt tem cấp từ giờ mang chữ đầu {letter}. Tem đã in và đợt đã cấp vẫn dùng như cũ.\n"
    "Dịch vụ đang chạy tự nhận khóa mới, không cần khởi động lại."
)
LEFT = "Còn {count} dòng chưa chuyển được: {name}"


@click.group("keys")
def keys_group() -> None:
    """Change the keys that seal personal data; no command ever prints a key.

    Example: agrimarket keys rotate
    """


@keys_group.command("show")
@in_app
def show() -> None:
    """Versions of the keys, and how many rows still need an older one.

    Example: agrimarket keys show
    """
    keys = keys_of(the_app())
    for purpose, (known, newest) in rotation.versions(keys).items():
        listed = ", ".join(map(str, known))
        click.echo(f"{PURPOSES[purpose]}: phiên bản {listed}; đang ghi bằng {newest}")
    kept = renew_stamps.versions(keys) | renewal.versions(reading(), keys)
    for purpose, (letters, used) in kept.items():
        click.echo(f"{KEPT[purpose]}: phiên bản {', '.join(letters)}; đang ghi bằng {used}")
    for name, count in rotation.counts(reading(), keys).items():
        click.echo(f"{name}: {count} dòng còn dùng khóa cũ")


@keys_group.command("rotate")
@click.option("--add-only", is_flag=True, help="Only add the keys, to copy the file first.")
@in_app
def rotate(add_only: bool) -> None:
    """Make newer keys and move everything sealed or hashed to them, while the service serves.

    Safe to repeat after a stop. With several machines: --add-only, copy the key file to all of
    them, rotate, copy the file again.

    Example: agrimarket keys rotate
    """
    if add_only:
        rotation.add_keys(the_app())
        click.echo(ALL_MACHINES)
        return
    with logs.quiet():
        left = rotation.rotate(the_app(), _progress())
    for name, count in left.items():
        click.echo(LEFT.format(name=name, count=count), err=True)
    if left:
        raise click.exceptions.Exit(1)
    click.echo("Đã chuyển hết sang khóa mới. Khóa cũ còn trong tệp khóa để mở bản sao lưu cũ.")
    click.echo("Khi không cần nữa: agrimarket keys forget")


@keys_group.command("renew")
@click.argument("what", type=click.Choice(list(KEPT)))
@click.option("--add-only", is_flag=True, help="Cards: only add the key, to copy the file first.")
@click.option("--lost", is_flag=True, help="Signing: the old key is lost, so it cannot sign.")
def renew(what: str, add_only: bool, lost: bool) -> None:
    """Make a newer key whose forerunners stay for good: `citizen` (what phones seal) or `cards`.

    What phones sealed before and cards printed before still open. Cards have eight versions in
    all: renew them where a key may be known to others. Several machines: as for rotate.

    `stamps`: stamps issued from now on begin with the next letter; printed ones stay valid.

    `signing` changes the key that signs the public log and manifests; the old one signs the
    change. --lost only where it is gone: everybody who checks the log will be told.

    Example: agrimarket keys renew citizen
    """
    app = the_app("any_signer" if lost and what == "signing" else "")
    with app.app_context():
        _renew(app, what, add_only, lost)


def _renew(app: Flask, what: str, add_only: bool, lost: bool) -> None:
    if what == "stamps":
        with logs.quiet():
            letter = renew_stamps.renew_stamps(app, add_only=add_only)
        click.echo(ALL_MACHINES if add_only else STAMPS_RENEWED.format(letter=letter))
        click.echo("Hãy thay bản sao tệp khóa giữ riêng: thiếu nó thì tem mới không đọc được.")
        return
    if what == "signing":
        name = renewal.renew_signing(app, lost=lost, add_only=add_only)
        if add_only:
            click.echo(ALL_MACHINES)
            return
        click.echo(f"Từ giờ ký bằng khóa có dấu {name}. Hãy báo dấu này cho người kiểm tra sổ.")
        click.echo("Hãy chép tệp khóa ký sang các máy khác và thay bản sao giữ riêng.")
        return
    if what == "citizen":
        number = renewal.renew_citizen(app)
        click.echo(f"Đã có cặp khóa số {number}. Máy nhận khóa ở lần có mạng tới.")
        return
    with logs.quiet():
        version = renewal.renew_cards(app, add_only=add_only)
    click.echo(ALL_MACHINES if add_only else f"Thẻ in từ giờ mang chữ đầu {version}.")
    click.echo("Hãy thay bản sao tệp khóa giữ riêng: thiếu nó thì thẻ mới không đọc được.")


@keys_group.command("forget")
@click.option("--lose", multiple=True, help="A name that keys show tells, to be lost knowingly.")
@in_app
def forget(lose: tuple[str, ...]) -> None:
    """Drop the older keys for good; refused while anything still needs them.

    Backups made before the rotation open only with a copy of the key file of then.

    Example: agrimarket keys forget
    """
    rotation.forget(the_app(), lose=lose)
    click.echo("Đã bỏ khóa cũ. Bản sao lưu từ trước cần bản sao tệp khóa của lúc đó để mở.")


def _progress() -> rotation.Tell:
    """A line that counts on a terminal; silent in a pipe."""
    done: dict[str, int] = {}

    def tell(name: str, count: int) -> None:
        done[name] = done.get(name, 0) + count
        if sys.stderr.isatty():
            click.echo(f"\r{name}: {done[name]}   ", nl=False, err=True)

    return tell


COMMANDS: tuple[click.Command, ...] = (keys_group,)
