"""A channel that fails as told: a real stand-in behind a list of faults."""

from collections.abc import Callable
from typing import Any

from flask import current_app

from agrimarket.channels import registry
from agrimarket.channels.content import ListingContent
from agrimarket.channels.faults import Fault
from agrimarket.channels.port import Capabilities, Gone, Issue, ItemPage, Observed, Receipt
from agrimarket.channels.port import Requirement as Need
from agrimarket.channels.sandboxes.adapter import SandboxAdapter


class Scripted:
    """Raises the next planned fault of a verb, before or after the stand-in did its work."""

    def __init__(self, inner: SandboxAdapter) -> None:
        self.inner = inner
        self.code = inner.code
        self.plan: list[tuple[str, str, Fault]] = []
        self.calls: list[str] = []

    def fail(self, verb: str, fault: Fault, *, when: str = "before", times: int = 1) -> None:
        self.plan += [(verb, when, fault)] * times

    def _do(self, verb: str, act: Callable[[], Any]) -> Any:
        self.calls.append(verb)
        due = next((step for step in self.plan if step[0] == verb), None)
        if due is None:
            return act()
        self.plan.remove(due)
        if due[1] == "after":
            act()
        raise due[2]

    def capabilities(self) -> Capabilities:
        return self.inner.capabilities()

    def requirements(self, category: str) -> list[Need]:
        return self.inner.requirements(category)

    def check(self, listing: ListingContent) -> list[Issue]:
        return self.inner.check(listing)

    def fingerprint(self, listing: ListingContent) -> str:
        return self.inner.fingerprint(listing)

    def submit(self, listing: ListingContent, **keys: str) -> Receipt:
        answer: Receipt = self._do("submit", lambda: self.inner.submit(listing, **keys))
        return answer

    def update(self, remote_id: str, listing: ListingContent, **keys: str) -> Receipt:
        act = lambda: self.inner.update(remote_id, listing, **keys)  # noqa: E731
        answer: Receipt = self._do("update", act)
        return answer

    def withdraw(self, remote_id: str, **keys: str) -> Receipt:
        answer: Receipt = self._do("withdraw", lambda: self.inner.withdraw(remote_id, **keys))
        return answer

    def fetch(self, remote_id: str) -> Observed | Gone:
        answer: Observed | Gone = self._do("fetch", lambda: self.inner.fetch(remote_id))
        return answer

    def find_by_ref(self, ref: str) -> Observed | None:
        answer: Observed | None = self._do("find", lambda: self.inner.find_by_ref(ref))
        return answer

    def forget(self, ref: str) -> None:
        self._do("forget", lambda: self.inner.forget(ref))

    def iterate(self, cursor: str | None) -> ItemPage:
        answer: ItemPage = self._do("iterate", lambda: self.inner.iterate(cursor))
        return answer


def scripted(channel: str) -> Scripted:
    """Put a scripted channel in the place of a stand-in, in this test's app."""
    made = registry.sandboxes()
    channel_of = Scripted(made[channel])
    current_app.extensions["agrimarket.channels"] = {**made, channel: channel_of}
    return channel_of
