"""The rows a whole list becomes, made in memory and written in bulk."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from agrimarket.households.columns import columns
from agrimarket.households.consenting.covers import covered, state_of
from agrimarket.households.identity import Seal, fresh_seal, nothing_to_seal
from agrimarket.households.intake.cells import Cell
from agrimarket.households.intake.outcome import Decision
from agrimarket.households.lists.details import agreement_of_row, details_of_row
from agrimarket.households.lists.kept_cells import seal_cells, seal_changes
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import new_id

Columns = dict[str, Any]
Key = tuple[int, int]  # list of the file, row
UNFINISHED = frozenset({"rejected", "choose_commune"})


def made_ids(decisions: Sequence[Decision]) -> dict[Key, str]:
    """A new household's id for each row that is created."""
    return {one.row.key: new_id() for one in decisions if one.outcome == "created"}


def household_rows(
    decisions: Sequence[Decision],
    *,
    made: Mapping[Key, str],
    import_id: str,
    new_keys: list[Columns],
) -> Iterator[Columns]:
    """Columns of each household to insert, one after another, so that few are in memory.

    The columns of the keys of those with a citizen number are added to `new_keys`.
    """
    now = clock.now()
    for decision in decisions:
        row = decision.row
        household_id = made.get(row.key)
        if household_id is None:
            continue
        details = details_of_row(row, row.commune_codes[0])
        agreement = agreement_of_row(row)
        purposes = covered([agreement.purposes] if agreement else [])
        seal: Seal = nothing_to_seal
        if details.citizen_id is not None:  # whoever has nothing sealed gets a key later
            seal, new_key = fresh_seal(household_id)
            new_keys.append(new_key | {"made_at": now})
        yield columns(details, id=household_id, seal=seal) | {
            "id": household_id,
            "state": str(state_of(purposes)),
            "purposes": purposes,
            "import_id": import_id,
            "is_demo": False,
            "created_at": now,
            "updated_at": now,
            "revision": 1,
        }


def consent_rows(
    decisions: Sequence[Decision], *, made: Mapping[Key, str], viewer: Viewer
) -> Iterator[Columns]:
    """Columns of the consent of each created row whose consent column is ticked."""
    now, collected_by = clock.now(), viewer.account_id or viewer.token_id
    for decision in decisions:
        agreement = agreement_of_row(decision.row)
        if agreement is None or decision.row.key not in made:
            continue
        yield {
            "id": new_id(),
            "household_id": made[decision.row.key],
            "version": agreement.version,
            "channel": agreement.channel,
            "purposes": list(agreement.purposes),
            "given_at": now,
            "withdrawn_at": None,
            "collected_by": collected_by,
            "created_at": now,
            "updated_at": now,
            "revision": 1,
        }


def outcome_rows(
    decisions: Sequence[Decision],
    values: Sequence[Sequence[Cell]],
    *,
    made: Mapping[Key, str],
    revisions: Mapping[Key, int],
    import_id: str,
    keep_all: bool,
) -> Iterator[Columns]:
    """Columns of the rows of the import; cells are kept, sealed, of unfinished rows,
    and of all rows where a trial is to be looked through before it is imported."""
    return (
        {
            "import_id": import_id,
            "row": decision.row.row,
            "sheet": decision.row.sheet,
            "outcome": decision.outcome,
            "errors": list(decision.errors),
            "warnings": list(decision.warnings),
            "commune_codes": list(decision.commune_codes),
            "household_id": _household_of(decision, made),
            "duplicate_row": decision.duplicate_row,
            "duplicate_sheet": decision.duplicate_sheet,
            "chosen": False,
            "cells_sealed": seal_cells(cells, import_id=import_id, key=decision.row.key)
            if keep_all or decision.outcome in UNFINISHED
            else None,
            "changes_sealed": _changes(decision, import_id),
            "revision_after": revisions.get(decision.row.key),
        }
        for decision, cells in zip(decisions, values, strict=True)
    )


def _changes(decision: Decision, import_id: str) -> bytes | None:
    if decision.changes is None:
        return None
    both = {
        name: [(decision.before or {})[name], decision.changes[name]] for name in decision.changes
    }
    return seal_changes(both, import_id=import_id, key=decision.row.key)


def _household_of(decision: Decision, made: Mapping[Key, str]) -> str | None:
    """The household made from this row, or the one that it repeats or changes."""
    if decision.duplicate_of is not None:
        return decision.duplicate_of
    if decision.duplicate_row is None:
        return made.get(decision.row.key)
    return made.get((decision.duplicate_sheet or 0, decision.duplicate_row))
