"""`agrimarket start`: what `make run` does: set up, demo data on first run, serve, work."""

import click

from agrimarket.config import Settings, host_note, read_settings
from agrimarket.system import demo, serve, setup, sign_ins


def start(host: str, port: int) -> None:
    """Serve with a worker beside; on a first run with a fresh province and its sign-ins."""
    serve.refuse_taken(host, port)
    _remember_host(read_settings(), f"{host}:{port}")
    settings = read_settings()
    app, made = setup.initialise(settings)
    if made and settings.allow_sandbox:
        click.echo("Lần chạy đầu: đang nạp dữ liệu trình diễn…")
        made |= demo.load(app)
    click.echo(f"\nMở trình duyệt: http://{host}:{port}\n")
    whose = sign_ins.roles(app, made)
    for login, password in made.items():
        click.echo(f"  Đăng nhập: {login:<12} Mật khẩu: {password}   {whose[login]}")
    if made:
        click.echo("\nMật khẩu chỉ hiện lần này. Quên thì chạy: agrimarket account reset TÊN\n")
    else:
        click.echo("Đăng nhập bằng tài khoản đã cấp. Quên thì chạy: agrimarket account reset TÊN\n")
    with serve.worker_beside():
        serve.serve(host, port, workers=1)


def _remember_host(settings: Settings, host: str) -> None:
    """Note the address that people open, so that the other commands print the same in stamps.

    AGRIMARKET_PUBLIC_HOST, where it is set, is stronger than the note.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    host_note(settings.data).write_text(host)
