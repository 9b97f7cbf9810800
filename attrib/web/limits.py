"""How much the server takes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may be, and how many may wait while another is scored.

    A scoring cannot be stopped, so `max_characters` of text bound how long one lasts.
    """

    max_bytes: int = 4_000_000  # of a request's body
    max_characters: int = 100_000  # of an article's text
    waiting: int = 8
    upload_seconds: float = 30.0
    retry_seconds: int = 10  # after which to ask again where all places are taken

    @property
    def capacity(self) -> int:
        """How many articles are taken on at once: the one scored and those that wait."""
        return 1 + self.waiting
