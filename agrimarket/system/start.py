"""`agrimarket start`: what `make run` does: set up, demo data on first run, serve, work."""

import click

from agrimarket.config import Settings
from agrimarket.system import demo, serve, setup


def start(settings: Settings, host: str, port: int) -> None:
    """Serve with a worker beside; on a first run with a fresh province and its sign-ins."""
    app, made = setup.initialise(settings)
    if made and settings.allow_sandbox:
        click.echo("Lần chạy đầu: đang nạp dữ liệu trình diễn…")
        made |= demo.load(app)
    click.echo(f"\nMở trình duyệt: http://{host}:{port}\n")
    for login, password in made.items():
        click.echo(f"  Đăng nhập: {login:<12} Mật khẩu: {password}")
    if made:
        click.echo("\nMật khẩu chỉ hiện lần này. Quên thì chạy: agrimarket account reset TÊN\n")
    else:
        click.echo("Đăng nhập bằng tài khoản đã cấp. Quên thì chạy: agrimarket account reset TÊN\n")
    with serve.worker_beside():
        serve.serve(host, port, workers=1)
