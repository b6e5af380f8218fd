"""What reading one cell gave: a value, and what is wrong or was put right."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A value with at most one error and one warning code; `hint` replaces the error's words."""

    value: T
    error: str | None = None
    warning: str | None = None
    hint: str | None = None
