"""Fingerprints of what an answer depends on: networks and our own code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from attrib.corpora import fingerprint
from attrib.networks import weights_of

__all__ = ["code_fingerprint", "fingerprint", "network_fingerprint"]

# What else than the weights decides a network's answers.
DECISIVE = ("config.json", "tokenizer.json", "combiner.json")


def network_fingerprint(folder: Path) -> str:
    """Return 16 hex digits of what decides a checkpoint's answers; its card does not."""
    files = (folder / name for name in DECISIVE)
    return _joined([weights_of(folder), *(file for file in files if file.is_file())])


@cache
def code_fingerprint() -> str:
    """Return 16 hex digits of attrib's own code, as a version number may stay while it changes."""
    return _joined(sorted(Path(__file__).parent.rglob("*.py")))


def _joined(files: Iterable[Path]) -> str:
    whole = "".join(f"{file.name} {fingerprint(file)}\n" for file in files)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
