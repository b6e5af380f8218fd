"""The service as a browser meets it: on a loopback host, with people who can sign in."""

from dataclasses import dataclass, field

from tests.walks.service import Service

PRINTED_HOST = "127.0.0.1:8000"  # a loopback host: cookies go over http, stamps say BẢN THỬ


@dataclass
class Village(Service):
    """A data folder with accounts (login to password); its stamps name PRINTED_HOST."""

    accounts: dict[str, str] = field(default_factory=dict)
    host: str = PRINTED_HOST

    @property
    def env(self) -> dict[str, str]:
        return {**super().env, "AGRIMARKET_PUBLIC_HOST": self.host}

    @property
    def address(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.port}"

    def account(self, login: str, *options: str) -> None:
        """Make an account and remember the password that is printed once."""
        said = self.run("account", "create", login, *options)
        self.accounts[login] = said.strip().splitlines()[-1]
