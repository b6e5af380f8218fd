"""The one frozen Settings of a process, read from the environment; refuses an unsafe start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_HOST = "127.0.0.1:8000"
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")


class UnsafeStart(RuntimeError):
    """The service would run, but not safely; the message says what to change."""


@dataclass(frozen=True)
class Settings:
    """Where things are and what this start may do; every field has a safe default."""

    data: Path
    key_file: Path
    database_url: str
    public_host: str
    read_database_url: str | None = None
    redis_url: str | None = None
    trusted_proxies: int = 0
    allow_sandbox: bool = True
    sender: str = "file"
    office: str = ""  # who answers for personal data, as papers name it
    office_contact: str = ""  # a person or section there, with a telephone

    @property
    def embedded(self) -> bool:
        """True when the database is a SQLite file of this machine."""
        return self.database_url.startswith("sqlite")

    @property
    def is_trial(self) -> bool:
        """True while stamps would carry a loopback address: they print http and BẢN THỬ."""
        name = self.public_host.rsplit(":", 1)[0] if ":" in self.public_host else self.public_host
        return name.lower() in LOOPBACK_HOSTS

    @property
    def public_base(self) -> str:
        """Scheme and host that a stamp's address begins with, as printed in a QR code."""
        return f"{'http' if self.is_trial else 'https'}://{self.public_host}"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment (docs/operations.md lists them); may raise UnsafeStart."""
    env = os.environ if environ is None else environ
    data = Path(env.get("AGRIMARKET_DATA") or "var").resolve()
    beside = data.parent / f"{data.name}-keys" / "keys.json"
    key_file = Path(env.get("AGRIMARKET_KEY_FILE") or beside).resolve()
    _refuse_within(key_file, data)
    url = env.get("AGRIMARKET_DATABASE_URL") or f"sqlite:///{data / 'agrimarket.sqlite3'}"
    return Settings(
        data=data,
        key_file=key_file,
        database_url=_postgres_driver(url),
        read_database_url=env.get("AGRIMARKET_READ_DATABASE_URL") or None,
        redis_url=env.get("AGRIMARKET_REDIS_URL") or None,
        public_host=_public_host(env.get("AGRIMARKET_PUBLIC_HOST") or _noted_host(data)),
        trusted_proxies=_count(env, "AGRIMARKET_TRUSTED_PROXIES"),
        sender=env.get("AGRIMARKET_SENDER") or "file",
        office=(env.get("AGRIMARKET_OFFICE") or "").strip(),
        office_contact=(env.get("AGRIMARKET_OFFICE_CONTACT") or "").strip(),
        allow_sandbox=_flag(env, "AGRIMARKET_ALLOW_SANDBOX", default=url.startswith("sqlite")),
    )


def _refuse_within(key_file: Path, data: Path) -> None:
    """Whoever copies the data folder must not have the keys to it."""
    if key_file.is_relative_to(data):
        raise UnsafeStart(
            f"Tệp khóa {key_file} nằm trong thư mục dữ liệu {data}. "
            "Hãy đặt AGRIMARKET_KEY_FILE ra ngoài thư mục đó."
        )


def host_note(data: Path) -> Path:
    """Where `agrimarket start` notes the loopback address that it serves."""
    return data / "public-host"


def _noted_host(data: Path) -> str:
    try:
        return host_note(data).read_text().strip() or DEFAULT_HOST
    except OSError:
        return DEFAULT_HOST


def _postgres_driver(url: str) -> str:
    """Name psycopg 3 where the address leaves the driver open."""
    for short in ("postgresql://", "postgres://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url[len(short) :]
    return url


def _public_host(text: str) -> str:
    host = text.strip()
    if "/" in host or " " in host or not host:
        raise UnsafeStart(
            "AGRIMARKET_PUBLIC_HOST chỉ gồm tên máy và cổng, ví dụ tem.thanhhoa.gov.vn, "
            "không có https:// và không có dấu /."
        )
    return host


def _count(env: Mapping[str, str], name: str) -> int:
    text = env.get(name) or "0"
    if not text.isdecimal():
        raise UnsafeStart(f"{name} phải là số máy chủ trung gian đứng trước dịch vụ, ví dụ 1.")
    return int(text)


def _flag(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = (env.get(name) or "").strip().lower()
    if not text:
        return default
    if text not in {"0", "1", "true", "false", "yes", "no", "on", "off"}:
        raise UnsafeStart(f"{name} phải là 1 (cho phép) hoặc 0 (không cho phép).")
    return text in {"1", "true", "yes", "on"}


def demo_mark(settings: Settings) -> Path:
    """The file whose presence makes every page say that its data is a demonstration."""
    return settings.data / "demo"
