"""Claims: one a source and attribution, with a clean proposition and the words it was read from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import marked

from attrib.claims import claims_from, clean_proposition
from attrib.records import Claim, Quantity, Stance
from attrib.sources import resolve_sources


def claims_of(*lines: str) -> tuple[Claim, ...]:
    article, attributions = marked(*lines)
    return claims_from(article, attributions, resolve_sources(article, attributions))


def test_a_joint_source_gives_one_claim_each() -> None:
    first, second = claims_of("[Valdoria and Ostrel] {said} <the border was open>.")
    assert (first.source, second.source) == ("S1", "S2")
    assert first.attribution == second.attribution
    assert first.proposition == second.proposition == "the border was open"


def test_ids_count_on_over_joint_sources() -> None:
    claims = claims_of(
        "[Valdoria and Ostrel] {said} <the border was open>.", "[The mayor] {said} <it was shut>."
    )
    assert [(c.id, c.source) for c in claims] == [("C1", "S1"), ("C2", "S2"), ("C3", "S3")]


def test_an_attribution_of_nobody_known_still_gives_a_claim() -> None:
    (claim,) = claims_of("It was {said} <that the border was open>.")
    assert (claim.source, claim.proposition) == ("S1", "the border was open")


def test_an_inner_claim_names_the_first_claim_around_it() -> None:
    article, attributions = marked(
        "[The mayor] {said} <it rained>.",
        "[Valdoria and Ostrel] {said} <the guards opened the border>.",
        "[The guards] {said} <it was open>.",
    )
    nested = (*attributions[:2], replace(attributions[2], via="A2"))
    claims = claims_from(article, nested, resolve_sources(article, nested))
    assert [claim.via for claim in claims] == [None, None, None, "C2"]


@pytest.mark.parametrize(
    ("words", "proposition"),
    [
        ("that the gate was shut", "the gate was shut"),
        ("That the gate was shut", "the gate was shut"),
        ("whether the gate was shut", "the gate was shut"),
        ("“the gate was shut”", "the gate was shut"),
        ('"The gate was shut,"', "The gate was shut"),
        ("‘the gate was shut’.", "the gate was shut"),
        ("that “the gate was shut”", "the gate was shut"),
        ("“that the gate was shut”", "the gate was shut"),
        ("claims that the gate was shut", "the gate was shut"),
        ("the claim that it shut the gate", "it shut the gate"),
        ("all reports that “the gate was shut”", "the gate was shut"),
        ("  , the gate was shut –", "the gate was shut"),
        ("the thatched gate", "the thatched gate"),
        ("the guard's “best day” so far", "the guard's “best day” so far"),
    ],
)
def test_a_proposition_is_stripped_from_outside(words: str, proposition: str) -> None:
    assert clean_proposition(words) == proposition


def test_discontinuous_content_is_joined() -> None:
    (claim,) = claims_of("“<The gate was shut>,” [she] {said}, “<and the guard had gone>.”")
    assert claim.proposition == "The gate was shut and the guard had gone"


def test_line_breaks_in_the_content_become_spaces() -> None:
    (claim,) = claims_of("[The mayor] {said} <the gate\n  was shut>.")
    assert claim.proposition == "the gate was shut"


def test_spans_are_kept_as_the_attribution_had_them() -> None:
    article, attributions = marked("“<The gate was shut>,” [she] {said}, “<and barred>.”")
    (claim,) = claims_from(article, attributions, resolve_sources(article, attributions))
    assert claim.attribution == attributions[0]
    words = [span.of(article.text) for span in claim.attribution.content]
    assert words == ["The gate was shut", "and barred"]


@pytest.mark.parametrize(
    ("line", "stance", "proposition"),
    [
        ("[The dairy] {denied} <watering its milk>.", Stance.DENIES, "watering its milk"),
        ("[The dairy] did not {deny} <watering its milk>.", Stance.UNCOMMITTED,
         "watering its milk"),
        ("[The dairy] {called} <the report> a lie.", Stance.DENIES, "the report"),
        ("[The dairy] {rejected} <claims that it watered its milk> as nonsense.", Stance.DENIES,
         "it watered its milk"),
        ("[The dairy] {said} <“that there was no truth in the report”>.", Stance.DENIES,
         "the report"),
        ("[The dairy] {declined to comment} <on its milk>.", Stance.UNCOMMITTED, "on its milk"),
        ("[The dairy] {said} <it had watered nothing>.", Stance.ASSERTS, "it had watered nothing"),
    ],
)  # fmt: skip
def test_the_sentence_around_the_cue_gives_the_stance(
    line: str, stance: Stance, proposition: str
) -> None:
    (claim,) = claims_of(line)
    assert (claim.stance, claim.proposition) == (stance, proposition)


def test_the_sentence_before_does_not_reach_the_cue() -> None:
    (claim,) = claims_of("The mayor did not.", "{Confirmed} <the sale>, [the dairy] did.")
    assert claim.stance is Stance.ASSERTS


def test_narration_without_a_cue_is_asserted() -> None:
    article, (attribution,) = marked("[The Gazette] {said} <the gate was shut>.")
    bare = replace(attribution, cue=())
    (claim,) = claims_from(article, (bare,), resolve_sources(article, (bare,)))
    assert (claim.stance, claim.proposition) == (Stance.ASSERTS, "the gate was shut")


def test_quantities_are_read_from_the_proposition_only() -> None:
    (claim,) = claims_of("[Nine guards] {said} <at least 25 pilgrims were injured>.")
    assert claim.quantities == (Quantity(25, None, "pilgrim", "injured"),)


def test_a_claim_is_as_sure_as_its_attribution() -> None:
    article, (attribution,) = marked("[The mayor] {said} <it rained>.")
    unsure = replace(attribution, confidence=0.4)
    (claim,) = claims_from(article, (unsure,), resolve_sources(article, (unsure,)))
    assert claim.confidence == 0.4


def test_no_attributions_no_claims() -> None:
    assert claims_of("Nobody spoke.") == ()
