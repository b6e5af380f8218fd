"""What sync promises, in plain Python: the server as a reader of the protocol would imagine it."""

from dataclasses import dataclass, field
from typing import Any

IDENTITY = {"head_name"}
HELD = ("held", None)


@dataclass
class Record:
    """One producer; `log` says which field changed in which revision, by which chain."""

    fields: dict[str, Any]
    revision: int = 1
    deleted: bool = False
    log: list[tuple[str, int, str | None]] = field(default_factory=list)

    def changed_since(self, base: int, chain: str | None) -> set[str]:
        return {
            name for name, revision, by in self.log
            if revision > base and (by is None or by != chain)
        }  # fmt: skip

    def write(self, changes: dict[str, Any], chain: str | None) -> None:
        real = {name: value for name, value in changes.items() if self.fields[name] != value}
        if real:
            self.revision += 1
            self.fields |= real
            self.log += [(name, self.revision, chain) for name in real]


@dataclass
class Model:
    """Everything the server should hold; `answers` are (status, revision) by operation."""

    records: dict[str, Record] = field(default_factory=dict)
    answers: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    chains: dict[str, str] = field(default_factory=dict)
    held: list[dict[str, Any]] = field(default_factory=list)
    conflicts: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    asked: dict[tuple[str, str], str] = field(default_factory=dict)  # by whom, thing > first

    def batch(self, sender: str, operations: list[dict[str, Any]]) -> None:
        """Take a batch of one sender, in its order."""
        self.release(sender)
        for one in operations:
            if one["id"] not in self.answers:
                self.take(sender, one)
        self.release(sender)

    def take(self, sender: str, one: dict[str, Any]) -> None:
        after = one["after"]
        if after and self.answers.get(after, ("held", None))[0] == "held":
            self.answers[one["id"]] = ("held", None)
            self.held.append(one | {"sender": sender})
            return
        self.chains[one["id"]] = self.chains[after] if after else one["id"]
        self.answers[one["id"]] = self.act(sender, one, self.chains[one["id"]])

    def release(self, sender: str) -> None:
        """Those whose turn has come, in the order they came, until none is left."""
        while True:
            mine = (one for one in self.held if one["sender"] == sender)
            ready = [one for one in mine if self.answers.get(one["after"], HELD)[0] != "held"]
            if not ready:
                return
            for one in ready:
                self.held.remove(one)
                del self.answers[one["id"]]
                self.take(sender, one)

    def act(self, sender: str, one: dict[str, Any], chain: str) -> tuple[str, int | None]:
        id, kind = one["object_id"], one["kind"].partition(".")[2]
        if kind == "register":
            self.records[id] = Record({"hamlet": None, "crops": []} | one["fields"])
            return "applied", 1
        record = self.records.get(id)
        if record is None:
            return "refused", None
        if kind == "edit" and record.deleted:
            return self.ask_once(record, sender, one)
        return (self.edit if kind == "edit" else self.delete)(record, one, chain)

    def edit(self, record: Record, one: dict[str, Any], chain: str) -> tuple[str, int | None]:
        patch = dict(one["fields"])
        if "crops" in patch:
            patch["crops"] = _set(record.fields["crops"], patch["crops"])
        others = record.changed_since(one["base"] or 0, chain)
        odds = {
            name for name, value in patch.items()
            if name in IDENTITY and name in others and record.fields[name] != value
        }  # fmt: skip
        record.write({name: patch[name] for name in patch if name not in odds}, chain)
        if odds:
            return self.follow(record, one, chain, odds)
        return "applied", record.revision

    def delete(self, record: Record, one: dict[str, Any], chain: str) -> tuple[str, int | None]:
        if record.deleted:
            return "applied", record.revision
        if record.changed_since(one["base"] or 0, chain):
            return self.at_odds(record, one, "delete", {"reason"})
        record.deleted = True
        record.revision += 1
        return "applied", record.revision

    def ask_once(self, record: Record, sender: str, one: dict[str, Any]) -> tuple[str, int | None]:
        """Whatever one sender goes on writing about one that is gone is one conflict."""
        first = self.asked.setdefault((sender, one["object_id"]), one["id"])
        names = {*self.conflicts.get(first, ("", ()))[1], *one["fields"]}
        return self.at_odds(record, one | {"id": first}, "deleted", names)

    def follow(
        self, record: Record, one: dict[str, Any], chain: str, odds: set[str]
    ) -> tuple[str, int | None]:
        """What one chain goes on writing where it must wait is one conflict."""
        first = self.asked.setdefault((chain, one["object_id"]), one["id"])
        names = {*self.conflicts.get(first, ("", ()))[1], *odds}
        return self.at_odds(record, one | {"id": first}, "edit", names)

    def at_odds(
        self, record: Record, one: dict[str, Any], kind: str, names: Any
    ) -> tuple[str, int | None]:
        self.conflicts[one["id"]] = (kind, tuple(sorted(names)))
        return "conflict", record.revision


def _set(now: list[str], patch: dict[str, list[str]]) -> list[str]:
    kept = [word for word in now if word not in patch["remove"]]
    return kept + [word for word in patch["add"] if word not in kept]
