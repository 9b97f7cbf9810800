"""Records: spans that are never empty, and the contract of `attrib score --json`."""

from __future__ import annotations

import hashlib
import json
from dataclasses import FrozenInstanceError, replace

import pytest
from conftest import make_claim, make_source

from attrib.article import make_article
from attrib.records import (
    Article,
    Attribution,
    Credibility,
    CredibilityMatrix,
    Evidence,
    Kind,
    Quantity,
    Relation,
    Report,
    Signal,
    SourceKind,
    Span,
    Stance,
    Verdict,
)


@pytest.fixture
def report() -> Report:
    attribution = Attribution("A1", (Span(0, 9),), (Span(10, 14),), (Span(15, 20), Span(25, 30)))
    claims = (
        make_claim(
            "C1",
            "at least four boats sank at Fenn on Tuesday",
            attribution=attribution,
            standalone=("At least four boats sank.", "Four boats sank."),
        ),
        make_claim("C2", "boats sank", source="S2", stance=Stance.DENIES, via="C1"),
    )
    sources = (make_source("S1", "Fenn Port"), make_source("S2", kind=SourceKind.PARTY))
    words = (Span(10, 14), Span(25, 30)), (Span(2006, 2010),)
    evidence = Evidence(Signal.DENIAL, *words, inference=0.8, affinity=0.7)
    verdicts = (Verdict("C1", "C2", Relation.CONTRADICTS, Kind.DENIAL, 0.9, evidence),)
    matrix = CredibilityMatrix(
        ("S1", "S2"),
        ((0, 1), (1, 0)),
        ((0, 0), (0, 0)),
        tuple(Credibility(id, None, None, None, 1, None) for id in ("S1", "S2")),
    )
    article = make_article("Fenn Port said four boats sank – café full.", id="fenn", title="Boats")
    return Report(article, sources, claims, verdicts, matrix, {"nli": "abc", "attribution": "def"})


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 3), (-3, -1), (0, 0)])
def test_a_span_is_never_empty_nor_before_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"{start}:{end}"):
        Span(start, end)


def test_a_span_slices_its_words() -> None:
    assert Span(4, 8).of("the pier is shut") == "pier"


@pytest.mark.parametrize(
    ("a", "b", "overlaps", "contains"),
    [
        (Span(0, 5), Span(5, 9), False, False),
        (Span(0, 5), Span(4, 9), True, False),
        (Span(0, 9), Span(4, 9), True, True),
        (Span(4, 9), Span(0, 9), True, False),
        (Span(2, 3), Span(2, 3), True, True),
    ],
)
def test_spans_overlap_and_contain(a: Span, b: Span, overlaps: bool, contains: bool) -> None:
    assert (a.overlaps(b), b.overlaps(a), a.contains(b)) == (overlaps, overlaps, contains)


def test_spans_sort_by_place() -> None:
    assert sorted([Span(5, 6), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(5, 6)]


def test_records_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Span(1, 2).start = 0  # type: ignore[misc]


@pytest.mark.parametrize(
    ("a", "b", "overlaps"),
    [
        (Quantity(5, None), Quantity(9, 9), True),
        (Quantity(10, None), Quantity(9, 9), False),
        (Quantity(0, 4), Quantity(4, 8), True),
        (Quantity(0, 3), Quantity(4, None), False),
        (Quantity(7, None), Quantity(2, None), True),
    ],
)
def test_quantities_overlap_where_one_value_fits_both(
    a: Quantity, b: Quantity, overlaps: bool
) -> None:
    assert (a.overlaps(b), b.overlaps(a)) == (overlaps, overlaps)


def test_a_claim_is_as_sure_as_its_attribution() -> None:
    attribution = Attribution("A1", (), (Span(0, 4),), (Span(5, 9),), confidence=0.37)
    assert make_claim(attribution=attribution).confidence == 0.37


def test_the_report_has_exactly_the_keys_of_the_contract(report: Report) -> None:
    printed = report.to_dict(version="1.2")
    assert list(printed) == [
        "attrib", "models", "article", "sources", "claims", "verdicts", "matrix",
    ]  # fmt: skip
    assert set(printed["models"]) == {"attribution", "nli"}
    assert set(printed["article"]) == {"id", "title", "date", "sha256", "characters", "warnings"}
    assert set(printed["sources"][0]) == {"id", "name", "kind", "mentions"}
    assert set(printed["claims"][0]) == {
        "id", "source", "via", "stance", "proposition", "standalone", "rejects", "confirms",
        "spans", "quantities", "confidence",
    }  # fmt: skip
    assert set(printed["claims"][0]["spans"]) == {"source", "cue", "content"}
    assert set(printed["claims"][0]["quantities"][0]) == {
        "low", "high", "unit", "role", "place", "time",
    }  # fmt: skip
    assert set(printed["verdicts"][0]) == {
        "a", "b", "relation", "kind", "probability", "evidence",
    }  # fmt: skip
    assert set(printed["verdicts"][0]["evidence"]) == {"signal", "a", "b", "inference", "affinity"}
    assert set(printed["matrix"]) == {"sources", "contradicts", "corroborates", "credibility"}
    assert set(printed["matrix"]["credibility"][0]) == {
        "source", "mean", "low", "high", "n", "majority",
    }  # fmt: skip


def test_the_report_survives_json(report: Report) -> None:
    printed = report.to_dict(version="1.2")
    assert json.loads(json.dumps(printed, allow_nan=False)) == printed


def test_labels_are_printed_as_names(report: Report) -> None:
    printed = json.loads(json.dumps(report.to_dict(version="1.2")))
    assert [source["kind"] for source in printed["sources"]] == ["organisation", "party"]
    assert [claim["stance"] for claim in printed["claims"]] == ["asserts", "denies"]
    [verdict] = printed["verdicts"]
    evidence = verdict.pop("evidence")
    assert verdict == {
        "a": "C1", "b": "C2", "relation": "contradicts", "kind": "denial", "probability": 0.9,
    }  # fmt: skip
    assert evidence["signal"] == "denial"


def test_spans_are_printed_as_pairs_of_offsets(report: Report) -> None:
    first, second = report.to_dict(version="1.2")["claims"]
    assert first["spans"] == {
        "source": [[0, 9]],
        "cue": [[10, 14]],
        "content": [[15, 20], [25, 30]],
    }
    assert (first["via"], second["via"]) == (None, "C1")


def test_evidence_is_printed_as_its_words_and_numbers(report: Report) -> None:
    [verdict] = report.to_dict(version="1.2")["verdicts"]
    assert verdict["evidence"] == {
        "signal": "denial",
        "a": [[10, 14], [25, 30]],
        "b": [[2006, 2010]],
        "inference": 0.8,
        "affinity": 0.7,
    }


def test_evidence_that_is_lacking_is_null(report: Report) -> None:
    [verdict] = report.verdicts
    assert verdict.evidence is not None
    unasked = replace(verdict, evidence=replace(verdict.evidence, inference=None))
    for changed, expected in ((replace(verdict, evidence=None), None), (unasked, {"inference"})):
        printed = replace(report, verdicts=(changed,)).to_dict(version="1.2")["verdicts"][0]
        nulls = printed["evidence"] and {k for k, v in printed["evidence"].items() if v is None}
        assert nulls == expected


def test_standalone_sentences_are_printed_in_their_order(report: Report) -> None:
    first, second = report.to_dict(version="1.2")["claims"]
    assert first["standalone"] == ["At least four boats sank.", "Four boats sank."]
    assert second["standalone"] == []


def test_where_and_when_a_count_holds_is_printed(report: Report) -> None:
    first, _ = report.to_dict(version="1.2")["claims"]
    [quantity] = first["quantities"]
    assert (quantity["place"], quantity["time"]) == ("at Fenn", "on Tuesday")


def test_only_a_narrated_claim_says_so(report: Report) -> None:
    narrated = replace(report.claims[1].attribution, source=(), cue=(), narrated=True)
    claims = (report.claims[0], replace(report.claims[1], attribution=narrated))
    first, second = replace(report, claims=claims).to_dict(version="1.2")["claims"]
    assert "narrated" not in first
    assert second["narrated"] is True


def test_what_is_open_or_unknown_is_null(report: Report) -> None:
    printed = report.to_dict(version="1.2")
    assert printed["claims"][0]["quantities"][0]["high"] is None
    assert printed["article"]["date"] is None
    assert printed["matrix"]["credibility"][0]["mean"] is None


def test_the_article_is_named_by_the_hash_of_its_text(report: Report) -> None:
    printed = report.to_dict(version="1.2")["article"]
    text = report.article.text
    assert printed["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert printed["characters"] == len(text)


def test_a_lone_surrogate_still_has_a_hash(report: Report) -> None:
    odd = replace(report, article=make_article("Odd \ud800 text.", id="odd"))
    assert len(odd.to_dict(version="1.2")["article"]["sha256"]) == 64


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    first, second = (json.dumps(report.to_dict(version="1.2")) for _ in range(2))
    assert first.encode() == second.encode()


def test_to_dict_hands_out_no_part_of_the_report(report: Report) -> None:
    printed = report.to_dict(version="1.2")
    printed["models"]["nli"] = "other"
    printed["matrix"]["contradicts"][0][1] = 7
    assert report.to_dict(version="1.2")["models"]["nli"] == "abc"
    assert report.to_dict(version="1.2")["matrix"]["contradicts"] == [[0, 1], [1, 0]]


@pytest.mark.parametrize(
    ("start", "end", "touched"),
    [
        (0, 1, [0]),
        (0, 5, [0]),
        (4, 7, [0, 1]),
        (5, 6, []),
        (6, 10, [1]),
        (9, 13, [1]),
        (0, 20, [0, 1, 2]),
    ],
)
def test_the_sentences_that_a_span_touches(start: int, end: int, touched: list[int]) -> None:
    article = Article("x", "a" * 20, (Span(0, 5), Span(6, 12), Span(14, 20)))
    assert list(article.sentences_at(Span(start, end))) == touched
