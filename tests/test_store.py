"""The store: what is kept comes back in every field, and what is spoilt counts as never kept."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from conftest import FakeJudge, FakeTagger
from hypothesis import given, settings
from hypothesis import strategies as st

import attrib.store
from attrib.errors import CorpusError
from attrib.pipeline import Pipeline
from attrib.records import Article, Report, Span
from attrib.store import Store
from attrib.verdicts import Combiner

MODELS = {"nli": "abc", "attribution": "def"}
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=()), max_size=6),
    bool: st.booleans(),
    int: st.integers(),
    float: st.floats(allow_nan=False) | st.integers(),  # counts are whole, and stay so
    type(None): st.none(),
    Span: st.tuples(st.integers(0), st.integers(1)).map(lambda at: Span(at[0], sum(at))),
}


def drawn(hint: Any) -> st.SearchStrategy[Any]:
    """Draw values of a type; a record gets all its fields, those with defaults too."""
    if hint in PLAIN:
        return PLAIN[hint]
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{name: drawn(part) for name, part in hints.items()})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if get_origin(hint) is tuple:
        return st.lists(drawn(get_args(hint)[0]), max_size=2).map(tuple)
    if get_origin(hint) is Mapping:
        return st.dictionaries(*map(drawn, get_args(hint)), max_size=2)
    return st.one_of(*map(drawn, get_args(hint)))


@pytest.fixture
def report(spill: Article, spill_judge: FakeJudge, combiner: Combiner) -> Report:
    return Pipeline(FakeTagger(), spill_judge, combiner, MODELS).score(spill)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "reports")


def found(store: Store, report: Report, *, narration: bool = False) -> Report | None:
    return store.find(report.article, models=report.models, narration=narration)


def kept_file(store: Store, report: Report) -> Path:
    store.keep(report, narration=False)
    [path] = store.folder.iterdir()
    return path


@settings(max_examples=60, deadline=None)
@given(drawn(Report), st.booleans())
def test_any_report_comes_back_in_every_field(report: Report, narration: bool) -> None:
    with TemporaryDirectory() as folder:
        Store(Path(folder)).keep(report, narration=narration)
        back = found(Store(Path(folder)), report, narration=narration)
    assert back == report
    assert repr(back) == repr(report)  # tells 25 from 25.0, and a label from its name


def test_a_scored_article_prints_the_same_bytes_when_found(store: Store, report: Report) -> None:
    assert report.claims and report.verdicts
    store.keep(report, narration=False)
    back = found(store, report)
    assert back is not None
    printed = [json.dumps(r.to_dict(version="1")) for r in (report, back)]
    assert printed[0] == printed[1]


def test_two_lone_surrogates_side_by_side_stay_two(store: Store, report: Report) -> None:
    odd = replace(report.sources[0], name="\ud83d\ude00")
    report = replace(report, sources=(odd,), article=replace(report.article, title="\ud800"))
    store.keep(report, narration=False)
    assert found(store, report) == report


def test_nothing_is_found_before_it_is_kept(store: Store, report: Report) -> None:
    assert found(store, report) is None
    assert not store.folder.exists()


@pytest.mark.parametrize(
    "other",
    [
        {"id": "spill-2"},
        {"text": "Trout died."},
        {"title": "Solvent"},
        {"date": "2031-04-03"},
        {"outlet": "Ellow Post"},
        {"sentences": (Span(0, 9),)},
    ],
)
def test_another_article_is_another_report(
    other: dict[str, Any], store: Store, report: Report
) -> None:
    store.keep(report, narration=False)
    assert found(store, replace(report, article=replace(report.article, **other))) is None


def test_an_articles_text_and_its_id_do_not_run_into_each_other(
    store: Store, report: Report
) -> None:
    first, second = (
        replace(report, article=Article(id, text, ())) for id, text in (("ab", "c"), ("a", "bc"))
    )
    store.keep(first, narration=False)
    assert found(store, second) is None


def test_other_networks_find_nothing(store: Store, report: Report) -> None:
    store.keep(report, narration=False)
    for models in ({}, {"nli": "abc"}, MODELS | {"nli": "abd"}, {"nli": "def"}):
        assert store.find(report.article, models=models, narration=False) is None
    backwards = dict(reversed(MODELS.items()))
    assert store.find(report.article, models=backwards, narration=False) == report


def test_with_narration_is_another_report(store: Store, report: Report) -> None:
    store.keep(report, narration=False)
    assert found(store, report, narration=True) is None
    narrated = replace(report, claims=report.claims[:1])
    store.keep(narrated, narration=True)
    assert found(store, report, narration=True) == narrated
    assert found(store, report) == report


def test_other_code_finds_nothing(
    store: Store, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep(report, narration=False)
    with monkeypatch.context() as patch:
        patch.setattr(attrib.store, "__version__", "99.0")
        assert found(store, report) is None
    with monkeypatch.context() as patch:
        patch.setattr(attrib.store, "code_fingerprint", lambda: "0" * 16)
        assert found(store, report) is None
    assert found(store, report) == report


def test_the_article_given_is_put_back(store: Store, report: Report) -> None:
    store.keep(report, narration=False)
    warned = replace(report.article, warnings=("two bytes were no text",))
    back = store.find(warned, models=MODELS, narration=False)
    assert back is not None
    assert back.article is warned


def test_the_text_is_not_kept_twice(store: Store, report: Report) -> None:
    assert "The Brackmoor plant spilled" in report.article.text
    assert b"The Brackmoor plant spilled" not in kept_file(store, report).read_bytes()


def test_what_is_kept_again_replaces_what_was_there(store: Store, report: Report) -> None:
    kept_file(store, report)
    less = replace(report, verdicts=())
    kept_file(store, less)
    assert found(store, report) == less


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"null", b"7", b'"article"', b"\xff\xfe{", b"[" * 100_000,
        b'{"article": "other"}', b"9" * 5000, bytes(4096),
    ],
    ids=range(11),
)  # fmt: skip
def test_a_foreign_file_counts_as_absent(content: bytes, store: Store, report: Report) -> None:
    kept_file(store, report).write_bytes(content)
    assert found(store, report) is None
    kept_file(store, report)
    assert found(store, report) == report


def test_a_file_cut_short_anywhere_counts_as_absent(store: Store, report: Report) -> None:
    path = kept_file(store, report)
    whole = path.read_bytes()
    for length in range(0, len(whole), 37):
        path.write_bytes(whole[:length])
        assert found(store, report) is None


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("sources", "name", None),
        ("sources", "kind", "herald"),
        ("sources", "mentions", [{"start": 5, "end": 3}]),
        ("sources", "mentions", [[3, 5]]),
        ("claims", "attribution", None),
        ("claims", "quantities", [{"low": "12", "high": None}]),
        ("claims", "standalone", 7),
        ("verdicts", "probability", "0.9"),
        ("verdicts", "evidence", []),
    ],
)
def test_a_value_that_a_record_cannot_hold_makes_the_file_absent(
    part: str, field: str, value: object, store: Store, report: Report
) -> None:
    path = kept_file(store, report)
    row = json.loads(path.read_bytes())
    assert field in row[part][0]
    row[part][0][field] = value
    path.write_text(json.dumps(row), encoding="utf-8")
    assert found(store, report) is None


def test_a_file_that_lacks_a_part_counts_as_absent(store: Store, report: Report) -> None:
    path = kept_file(store, report)
    row = json.loads(path.read_bytes())
    for part in ("article", "sources", "claims", "verdicts", "matrix"):
        path.write_text(json.dumps({k: v for k, v in row.items() if k != part}), encoding="utf-8")
        assert found(store, report) is None


def test_a_report_under_anothers_name_is_not_taken_for_it(store: Store, report: Report) -> None:
    path = kept_file(store, report)
    other = replace(report, article=replace(report.article, id="other"))
    store.keep(other, narration=False)
    [name] = [file for file in store.folder.iterdir() if file != path]
    path.replace(name)
    assert found(store, other) is None


def test_a_folder_that_cannot_be_is_told(tmp_path: Path, report: Report) -> None:
    (tmp_path / "taken").write_text("a note", encoding="utf-8")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "reports"):
        assert found(Store(folder), report) is None
        with pytest.raises(CorpusError, match=r"taken.*cannot be kept there.*expected a folder"):
            Store(folder).keep(report, narration=False)


def test_a_write_that_fails_leaves_what_was_there(
    store: Store, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept_file(store, report)

    def fail(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(CorpusError, match="No space left"):
            store.keep(replace(report, verdicts=()), narration=False)
    assert list(store.folder.iterdir()) == [path]
    assert found(store, report) == report
