"""How the library lets a caller see how far long work is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Passes items on and shows how far it is."""

    def __call__(self, items: Iterable[T], *, label: str, total: int | None = None) -> Iterator[T]:
        """Yield the items."""
        ...


def silent(items: Iterable[T], *, label: str, total: int | None = None) -> Iterator[T]:
    """Yield the items and show nothing."""
    yield from items
