"""Scored articles on disk: a run over many goes on where it stopped, and none is scored twice.

What was found in an article is one JSON file, without the article itself. The file's name is a
digest of all that decides what is found: the article, the networks, narration, and our own code.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from cattrs import Converter

from attrib import __version__
from attrib.errors import CorpusError
from attrib.files import write_whole
from attrib.fingerprints import code_fingerprint
from attrib.records import Article, Report

# What reading raises where a file is missing, cut short, damaged or somebody else's.
_UNUSABLE = (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError)
_PLAIN: Mapping[type, tuple[type, ...]] = {
    str: (str,), bool: (bool,), int: (int,), float: (float, int),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of reports, made when the first is kept; many processes may share it.

    It holds what a pipeline found by itself: a report on anything given beforehand (`Given`) has
    no place in it.
    """

    folder: Path

    def find(
        self, article: Article, *, models: Mapping[str, str], narration: bool
    ) -> Report | None:
        """Return the report kept on `article`, equal in every field, or None where there is none.

        `models` are fingerprints as in `Report.models`. A file that cannot be read as the report
        it should be counts as none.
        """
        key = _key(article, models, narration=narration)
        try:
            row = json.loads(self._path(key).read_bytes())
            if row["article"] != key:
                return None
            return _converter().structure(row | {"article": article}, Report)
        except _UNUSABLE:
            return None

    def keep(self, report: Report, *, narration: bool) -> None:
        """Write a report, whole or not at all, over any that is there.

        Raises CorpusError where the folder cannot be written to.
        """
        key = _key(report.article, report.models, narration=narration)
        row = _converter().unstructure(report) | {"article": key}
        _write(_encoded(row), self._path(key))

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"


def _key(article: Article, models: Mapping[str, str], *, narration: bool) -> str:
    """Return the SHA-256 of all that decides a report; an article's warnings do not."""
    read = asdict(replace(article, warnings=()))
    decisive = [read, sorted(models.items()), narration, __version__, code_fingerprint()]
    return hashlib.sha256(_encoded(decisive)).hexdigest()


def _encoded(value: object) -> bytes:
    # Escapes would join two lone surrogates that stand side by side into one character.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _write(data: bytes, path: Path) -> None:
    try:
        write_whole(data, path)
    except OSError as error:
        raise CorpusError(
            f"{path.parent}: a report cannot be kept there ({error.strerror}); expected a folder, "
            "new or your own, with room on its disk; name another or free some"
        ) from error


@cache
def _converter() -> Converter:
    """Return what turns records into plain values and back; the article is put back as it is."""
    converter = Converter(detailed_validation=False)
    converter.register_structure_hook(Article, lambda value, _: value)
    for kind in _PLAIN:
        converter.register_structure_hook(kind, _as_it_is)
    converter.register_structure_hook(StrEnum, lambda value, label: label(value))
    return converter


def _as_it_is(value: object, kind: type) -> object:
    # Converted, the count 25 would come back as 25.0, and null as the name "None".
    if not isinstance(value, _PLAIN[kind]):
        raise TypeError(f"found {type(value).__name__}, expected {kind.__name__}")
    return value
