"""Truth sets: what is read, what is counted once, and what is refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from attrib.corpora.truth import SourceClaim, read_truth
from attrib.errors import CorpusError

CLAIMS = "source,item,value\nThe Lark,Orlen bridge,12\nVale Post,Orlen bridge,15\n"
TRUTH = "item,value\nOrlen bridge,12\n"


def laid(folder: Path, claims: str = CLAIMS, truth: str = TRUTH) -> Path:
    (folder / "claims.csv").write_text(claims, encoding="utf-8")
    (folder / "truth.csv").write_text(truth, encoding="utf-8")
    return folder


def test_a_folder_is_read_and_gives_the_set_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "bridges"
    folder.mkdir()
    found = read_truth(laid(folder))
    assert found.name == "bridges"
    assert found.claims == (
        SourceClaim("The Lark", "Orlen bridge", "12"),
        SourceClaim("Vale Post", "Orlen bridge", "15"),
    )
    assert found.truth == {"Orlen bridge": "12"}


def test_a_claim_that_stands_there_twice_counts_once(tmp_path: Path) -> None:
    found = read_truth(laid(tmp_path, CLAIMS + "The Lark,Orlen bridge,12\n"))
    assert len(found.claims) == 2


def test_a_source_may_give_an_item_several_values(tmp_path: Path) -> None:
    found = read_truth(laid(tmp_path, CLAIMS + "The Lark,Orlen bridge,13\n"))
    assert [c.value for c in found.claims if c.source == "The Lark"] == ["12", "13"]


def test_blanks_around_values_are_taken_off(tmp_path: Path) -> None:
    found = read_truth(laid(tmp_path, CLAIMS, "item,value\n Orlen bridge , 12\n"))
    assert found.truth == {"Orlen bridge": "12"}


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    found = read_truth(laid(tmp_path, "value,source,item\n12,The Lark,Orlen bridge\n"))
    assert found.claims == (SourceClaim("The Lark", "Orlen bridge", "12"),)


def test_known_values_that_nobody_claims_are_kept(tmp_path: Path) -> None:
    found = read_truth(laid(tmp_path, truth=TRUTH + "Sund tunnel,3\n"))
    assert found.truth == {"Orlen bridge": "12", "Sund tunnel": "3"}


@pytest.mark.parametrize("missing", ["claims.csv", "truth.csv"])
def test_a_file_that_lacks_is_named(missing: str, tmp_path: Path) -> None:
    (laid(tmp_path) / missing).unlink()
    with pytest.raises(CorpusError, match=f"{missing}: no such file; expected the columns"):
        read_truth(tmp_path)


@pytest.mark.parametrize(
    ("claims", "truth", "said"),
    [
        ("source,item\nThe Lark,Orlen bridge\n", TRUTH, r"claims\.csv:2: found the columns source"),
        (CLAIMS.replace("value", "said"), TRUTH, r"claims\.csv:2: .*expected source, item, value"),
        (CLAIMS, "item,value,note\nOrlen bridge,12,x\n", r"truth\.csv:2: .*expected item, value"),
        (CLAIMS + "Vale Post,,4\n", TRUTH, r"claims\.csv:4: the item is empty"),
        (CLAIMS, TRUTH + "Sund tunnel, \n", r"truth\.csv:3: the value is empty"),
        (CLAIMS, TRUTH + "Orlen bridge,12\n", r"truth\.csv:3: item 'Orlen bridge' a second time"),
        ("source,item,value\n", TRUTH, r"claims\.csv: found a header and no rows"),
        (CLAIMS, "item,value\n", r"truth\.csv: found a header and no rows"),
        ("", TRUTH, r"claims\.csv:1: found no header row"),
        (CLAIMS, "item,value\nSund tunnel,3\n", r"truth\.csv: none of its 1 items is in claims"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(
    claims: str, truth: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(CorpusError, match=said):
        read_truth(laid(tmp_path, claims, truth))
