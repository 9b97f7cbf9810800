"""``attrib matrix``: three articles that meet in one event, told by fakes."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import ENTAILS, FakeJudge, FakeTagger
from rich.cells import cell_len

from attrib.cli import main
from attrib.pipeline import Pipeline
from attrib.verdicts import Combiner

POURED = "the Brackmoor plant had poured solvent into the Ellow"
WATCHED = "its boats met foam where the Brackmoor works poured solvent straight into the Ellow"
TREATED = "swimmers fell ill once somebody poured solvent from drums of Brackmoor into the Ellow"
ARTICLES: tuple[dict[str, str], ...] = (
    {
        "id": "post-1",
        "outlet": "Ellow Post",
        "date": "2031-04-02",
        "title": "Solvent in the Ellow",
        "text": f"Dana Wirrel, who inspects rivers for the county, said {POURED}. "
        f"Nordal Chemicals denied that {POURED}. Anglers said ten trout died at Dorrin.",
    },
    {
        "id": "mail-1",
        "outlet": "Dorrin Mail",
        "date": "2031-04-03",
        "title": "Solvent in the Ellow",
        "text": f"The River Watch said {WATCHED}. Nordal Chemicals denied that {POURED}. "
        "Mayor Otto Ferrin declined to comment on the solvent.",
    },
    {
        "id": "post-2",
        "outlet": "Ellow Post",
        "date": "2031-04-04",
        "title": "Solvent in the Ellow",
        "text": f"Ilka Moreno of the Dorrin clinic confirmed that {TREATED}.",
    },
)
KEYS = {
    "attrib", "models", "articles", "sources", "claims", "verdicts", "propositions", "standings",
    "matrix", "outlets", "series", "known",
}  # fmt: skip


@pytest.fixture
def tagger() -> FakeTagger:
    return FakeTagger()


@pytest.fixture(autouse=True)
def pipeline(
    tagger: FakeTagger, combiner: Combiner, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Pipeline]:
    judge = FakeJudge({("poured solvent", "poured solvent"): ENTAILS})
    made = Pipeline(tagger, judge, combiner, {"attribution": "fake", "nli": "fake"})
    monkeypatch.setattr("attrib.cli.articles.load_pipeline", lambda **_: made)
    monkeypatch.setenv("COLUMNS", "120")
    yield made


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write(tmp_path / "corpus.jsonl", *ARTICLES)


def write(path: Path, *articles: dict[str, str]) -> Path:
    path.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["matrix", *map(str, arguments)])


def found(*arguments: str | Path) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    read: dict[str, Any] = json.loads(result.stdout)
    return read


def part(text: str, title: str) -> str:
    body = re.split(rf"^{title} ─+$", text, flags=re.MULTILINE)[1]
    return re.split(r"^[A-Z]\w+ ─+$", body, flags=re.MULTILINE)[0]


def flat(text: str) -> str:
    return " ".join(text.split())


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_help_explains_every_option() -> None:
    result = run("--help")
    assert result.exit_code == 0
    options = (
        "json csv facts priors scheme discount-interested narration cache series why top"
        " attribution nli"
    )
    assert all(f"--{option}" in result.stdout for option in options.split())
    assert "[airwars|admiralty]" in result.stdout


def test_articles_meet_in_one_event(corpus: Path) -> None:
    """Wirrel, the River Watch and Moreno report what Nordal denies, in two articles."""
    text = run(corpus).stdout
    assert flat(text).startswith("3 articles · 2 outlets · 2031-04-02 to 2031-04-04 ")
    claims = part(text, "Claims")
    assert "1 matter is contested" in claims
    assert "reported by S1 Dana Wirrel, S4 River Watch and S6 Ilka Moreno" in claims
    assert "denied by S2 Nordal Chemicals" in claims
    assert f"“that {POURED}” (Ellow Post, 2031-04-02, post-1:C2)" in flat(claims)


def test_the_standings_are_worked_out_over_all_articles(corpus: Path) -> None:
    standings = {one["claim"]: one for one in found(corpus)["standings"]}
    first, denial = standings["post-1:C1"], standings["post-1:C2"]
    assert (first["status"], first["supported_by"], first["contested_by"]) == (
        "contested", ["S4", "S6"], ["S2"],
    )  # fmt: skip
    assert (denial["supported_by"], denial["contested_by"]) == ([], ["S1", "S4", "S6"])
    assert standings["post-1:C3"]["status"] == "single source"
    assert "mail-1:C3" not in standings  # takes no stand


def test_the_json_has_exactly_its_keys(corpus: Path) -> None:
    one = found(corpus)
    assert set(one) == KEYS
    assert set(one["matrix"]) == {"cells", "credibility", "by_kind", "influences"}
    assert set(one["articles"][0]) == {"id", "title", "date", "outlet", "sha256", "characters"}
    assert [article["id"] for article in one["articles"]] == ["post-1", "mail-1", "post-2"]
    assert [claim["article"] for claim in one["claims"]] == [
        *["post-1"] * 3, *["mail-1"] * 3, "post-2",
    ]  # fmt: skip
    nordal = next(source for source in one["sources"] if source["name"] == "Nordal Chemicals")
    assert nordal["articles"] == ["post-1", "mail-1"]
    assert one["known"] == {
        "facts": [], "priors": {}, "discount_interested": False, "scheme": None,
    }  # fmt: skip


def test_the_words_are_exactly_those_of_the_article(corpus: Path) -> None:
    texts = {article["id"]: article["text"] for article in ARTICLES}
    words = [
        texts[claim["article"]][start:end]
        for claim in found(corpus)["claims"]
        for start, end in claim["spans"]["content"]
    ]
    assert words == [
        POURED, f"that {POURED}", "ten trout died at Dorrin", WATCHED, f"that {POURED}",
        "on the solvent", f"that {TREATED}",
    ]  # fmt: skip


def test_the_same_articles_give_the_same_bytes(corpus: Path) -> None:
    for form in ([], ["--json"]):
        assert run(corpus, *form).stdout_bytes == run(corpus, *form).stdout_bytes


def test_estimates_are_printed_as_they_are_in_the_json(corpus: Path) -> None:
    credibility = {one["source"]: one for one in found(corpus)["matrix"]["credibility"]}
    printed = part(run(corpus).stdout, "Credibility")
    for id in ("S1", "S2", "S4", "S6"):
        assert f"{credibility[id]['mean']:.2f}" in next(
            line for line in printed.splitlines() if line.startswith(id)
        )
    assert credibility["S3"]["mean"] is None
    anglers = next(line for line in printed.splitlines() if line.startswith("S3"))
    assert "undetermined" in anglers


def test_outlets_are_compared(corpus: Path) -> None:
    outlets = found(corpus)["outlets"]
    assert [(one["name"], one["articles"]) for one in outlets] == [
        ("Dorrin Mail", 1), ("Ellow Post", 2),
    ]  # fmt: skip
    assert "Carrying a claim is not believing it" in run(corpus).stdout


def test_one_article_will_do(tmp_path: Path) -> None:
    path = write(tmp_path / "one.json", ARTICLES[0])
    text = run(path).stdout
    assert text.startswith("1 article · 1 outlet · 2031-04-02\n")
    assert "Outlets ─" not in text
    assert "denied by S2 Nordal Chemicals" in text


def facts(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "facts.csv"
    path.write_text("\n".join(["claim,holds", *lines]), encoding="utf-8")
    return path


def test_a_fact_decides_and_is_said(corpus: Path, tmp_path: Path) -> None:
    file = facts(tmp_path, "post-1:C3,no")
    one = found(corpus, "--facts", file)
    (trout,) = (p for p in one["propositions"] if "trout" in p["text"])
    assert trout["support"] == 0.0
    assert one["known"]["facts"] == [{"claim": "post-1:C3", "holds": False}]
    said = "what you say of 1 claim (0 found to hold, 1 not to)"
    assert said in flat(run(corpus, "--facts", file).stdout)


def test_a_fact_about_no_claim_is_one_line(corpus: Path, tmp_path: Path) -> None:
    result = run(corpus, "--facts", facts(tmp_path, "post-9:C1,yes"))
    assert result.exit_code == 1 and result.stdout == ""
    assert "post-9:C1" in result.stderr and len(result.stderr.strip().splitlines()) == 1


def test_a_broken_file_of_facts_is_reported_before_anything_is_scored(
    corpus: Path, tmp_path: Path, tagger: FakeTagger
) -> None:
    result = run(corpus, "--facts", facts(tmp_path, "post-1:C1,perhaps"))
    assert result.exit_code == 1 and "facts.csv:2" in result.stderr
    assert tagger.seen == []


def test_priors_are_by_name(corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "priors.csv"
    rows = ["source,grade,strength", "the NORDAL chemicals,E,30", "Nobody,A,", "S4,90,"]
    path.write_text("\n".join(rows), encoding="utf-8")
    result = run(corpus, "--priors", path, "--json")
    assert result.exit_code == 0
    assert "no source is called 'Nobody'" in result.stderr
    one = json.loads(result.stdout)
    assert one["known"]["priors"] == {
        "S2": {"mean": 0.3, "strength": 30.0}, "S4": {"mean": 0.9, "strength": 20.0},
    }  # fmt: skip
    before = {c["source"]: c["mean"] for c in found(corpus)["matrix"]["credibility"]}
    after = {c["source"]: c["mean"] for c in one["matrix"]["credibility"]}
    assert after["S4"] > before["S4"]
    said = "how reliable you hold S2 Nordal Chemicals and S4 River Watch to be"
    assert said in flat(run(corpus, "--priors", path).stdout)


def test_of_two_grades_for_one_source_the_first_counts(corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "priors.csv"
    path.write_text("source,grade\nRiver Watch,A\nthe river watch,E", encoding="utf-8")
    result = run(corpus, "--priors", path, "--json")
    assert json.loads(result.stdout)["known"]["priors"]["S4"]["mean"] == 0.95
    assert "'the river watch' is S4, which has a grade above" in result.stderr


def test_a_scheme_grades_claims_and_sources(corpus: Path) -> None:
    one = found(corpus, "--scheme", "admiralty")
    assert set(one) == KEYS | {"grades"}
    assert set(one["grades"]) == {source["id"] for source in one["sources"]}
    grades = [standing["grade"] for standing in one["standings"]]
    assert all(re.fullmatch("[A-F][1-6]", grade) for grade in grades)
    assert found(corpus, "--scheme", "airwars")["standings"][0]["grade"] == "contested"
    text = run(corpus, "--scheme", "airwars").stdout
    assert "(graded contested)" in text and "on the scheme “airwars”" in text


def test_an_unknown_scheme_is_wrong_usage(corpus: Path) -> None:
    assert run(corpus, "--scheme", "stars").exit_code == 2


def test_the_interested_can_be_discounted(corpus: Path) -> None:
    assert found(corpus, "--discount-interested")["known"]["discount_interested"] is True
    text = run(corpus, "--discount-interested").stdout
    assert "a source that speaks of its own act is no voice about it" in text


def test_why_shows_a_source_that_is_not_among_the_top(corpus: Path) -> None:
    assert "S6" not in part(run(corpus, "--top", "1").stdout, "Credibility")
    text = run(corpus, "--top", "1", "--why", "ilka moreno", "--why", "Nobody")
    assert "S6 Ilka Moreno: " in part(text.stdout, "Why")
    assert "no source is called 'Nobody'" in text.stderr


def test_why_quotes_the_source_and_its_company(corpus: Path) -> None:
    why = part(run(corpus, "--why", "S6").stdout, "Why")
    mine = flat(why[why.index("S6 Ilka Moreno:") :])
    assert "with it: S1 Dana Wirrel and S4 River Watch; against it: S2 Nordal Chemicals" in mine
    assert "(Ellow Post, 2031-04-04, post-2:C1)" in mine


@pytest.mark.parametrize("top", ["0", "-1", "many"])
def test_at_least_one_source_is_shown(corpus: Path, top: str) -> None:
    assert run(corpus, "--top", top).exit_code == 2


def test_top_shows_those_who_speak_in_most_articles(corpus: Path) -> None:
    credibility = part(run(corpus, "--top", "1").stdout, "Credibility")
    assert re.findall(r"^(S\d)", credibility, flags=re.MULTILINE) == ["S2"]


def test_a_cache_spares_the_next_run(corpus: Path, tmp_path: Path, tagger: FakeTagger) -> None:
    folder = tmp_path / "cache"
    first = run(corpus, "--cache", folder, "--json")
    assert len(list(folder.glob("*.json"))) == 3 and tagger.seen
    tagger.seen.clear()
    again = run(corpus, "--cache", folder, "--json")
    assert tagger.seen == []
    assert again.stdout_bytes == first.stdout_bytes == run(corpus, "--json").stdout_bytes


def test_a_series_follows_the_days(corpus: Path) -> None:
    one = found(corpus, "--series")
    assert [moment["date"] for moment in one["series"]] == [
        "2031-04-02", "2031-04-03", "2031-04-04",
    ]  # fmt: skip
    last = {row["source"]: row["mean"] for row in one["series"][-1]["credibility"]}
    now = {row["source"]: row["mean"] for row in one["matrix"]["credibility"]}
    assert last == now
    assert "3 days from 2031-04-02 to 2031-04-04" in run(corpus, "--series").stdout
    assert "Series" not in run(corpus).stdout


def test_of_one_day_there_is_no_series(tmp_path: Path) -> None:
    path = write(tmp_path / "one.json", ARTICLES[0])
    result = run(path, "--series", "--json")
    assert result.exit_code == 0 and json.loads(result.stdout)["series"] == []
    assert "fewer than two days" in result.stderr


def test_tables_are_written(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    result = run(corpus, "--csv", folder, "--series", "--scheme", "admiralty")
    assert result.exit_code == 0 and result.stdout == ""
    names = "sources claims propositions cells credibility by_kind influences outlets series"
    assert {path.stem for path in folder.iterdir()} == set(names.split())
    assert result.stderr.count("wrote ") == 9
    one = found(corpus, "--series", "--scheme", "admiralty")
    claims = table(folder / "claims.csv")
    assert [row["claim"] for row in claims] == [claim["id"] for claim in one["claims"]]
    assert (claims[0]["supporters"], claims[0]["opponents"]) == ("S4 S6", "S2")
    assert claims[0]["grade"] == one["standings"][0]["grade"]
    assert len(table(folder / "series.csv")) == 3 * len(one["sources"])


def test_a_folder_that_cannot_be_written_is_one_line(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    result = run(corpus, "--csv", tmp_path / "file" / "tables")
    assert result.exit_code == 1 and "cannot be written" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_bad_file_among_good_ones_is_reported_and_the_rest_goes_on(
    corpus: Path, tmp_path: Path
) -> None:
    result = run(corpus, tmp_path / "missing.txt", "--json")
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr and len(result.stderr.strip().splitlines()) == 1
    assert len(json.loads(result.stdout)["articles"]) == 3


def test_where_nothing_can_be_read_nothing_is_printed(tmp_path: Path) -> None:
    result = run(tmp_path / "missing.txt", "--json")
    assert (result.exit_code, result.stdout) == (1, "")


def test_articles_without_claims_are_reported_on(tmp_path: Path) -> None:
    path = tmp_path / "dull.txt"
    path.write_text("It rained on Monday. The shops were shut.", "utf-8")
    result = run(path)
    assert result.exit_code == 0 and "No attributed statement was found" in result.stdout
    assert found(path)["claims"] == []


@pytest.mark.parametrize("arguments", [[], ["--nope", "x"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("width", [60, 100, 200])
def test_piped_output_is_plain_and_as_wide_as_it_may_be(
    corpus: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text = run(corpus, "--series", "--scheme", "admiralty", "--why", "S2").stdout
    assert "\x1b" not in text
    assert max(map(cell_len, text.splitlines())) <= width
    assert not re.search(r"\b(true|false|lie|lies|liar)\b", text, re.IGNORECASE)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    evil = {
        **ARTICLES[0],
        "id": "[b]post[/b]",
        "outlet": "=cmd [red]Post[/red]",
        "text": ARTICLES[0]["text"].replace("Dana Wirrel", "Dana [red]Wirrel[/red]"),
    }
    text = run(write(tmp_path / "evil.json", evil)).stdout
    assert "[red]" in text and "\x1b" not in text
    assert "(=cmd [red]Post[/red], 2031-04-02, [b]post[/b]:C2)" in flat(text)


def test_names_of_two_articles_with_one_id_do_not_clash(tmp_path: Path) -> None:
    twins = write(tmp_path / "twins.jsonl", ARTICLES[0], {**ARTICLES[1], "id": "post-1"})
    assert [one["id"] for one in found(twins)["articles"]] == ["post-1", "post-1#2"]
