"""Propositions: what is asserted or denied can be read without its article, or stays as it was."""

from __future__ import annotations

import time

import pytest
from conftest import marked

from attrib.claims import claims_from
from attrib.propositions import stand_alone
from attrib.propositions.clauses import make_clause
from attrib.propositions.parts import MAX_PARTS, split_parts
from attrib.propositions.pieces import join_pieces
from attrib.propositions.speakers import Speaker
from attrib.propositions.words import is_gerund, past_of
from attrib.records import Stance
from attrib.sources import resolve_sources

ARMY = Speaker("the army", frozenset({"it"}))
RESIDENTS = Speaker("residents", frozenset({"they"}))


def told(*lines: str) -> list[tuple[str, ...]]:
    article, attributions = marked(*lines)
    sources = resolve_sources(article, attributions)
    claims = claims_from(article, attributions, sources)
    return [claim.standalone for claim in stand_alone(article, claims, sources)]


def last(*lines: str) -> str:
    """Return the whole of the last claim."""
    return told(*lines)[-1][0]


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("[The Brask army] {said} <it had not shelled the mill>.",
         "the Brask army had not shelled the mill"),
        ("[The Brask army] {said} <its guns had been silent all night>.",
         "the Brask army's guns had been silent all night"),
        ("“<I never met the man>,” {said} [Lena Orr].", "Lena Orr never met the man"),
        ("“<I have read my letter twice>,” {said} [Lena Orr].",
         "Lena Orr has read Lena Orr's letter twice"),
        ("“<I also think of the driver>,” {said} [Lena Orr].",
         "Lena Orr also thinks of the driver"),
        ("“<Toma and I were late>,” {said} [Lena Orr].", "Toma and Lena Orr were late"),
        ("“<We lost, and I am sorry>,” {said} [Lena Orr].", "We lost, and Lena Orr is sorry"),
        ("“<Nor would I want it>,” {said} [Lena Orr].", "Nor would Lena Orr want it"),
        ("“<I carry the mail>,” {said} [Lena Orr].", "Lena Orr carries the mail"),
        ("“<I go home at six>,” {said} [Lena Orr].", "Lena Orr goes home at six"),
        ("“<I'm sorry for the driver>,” {said} [Lena Orr].", "Lena Orr is sorry for the driver"),
        ("“<We do not pay for stories>,” {said} [the Ellow Tribune].",
         "the Ellow Tribune does not pay for stories"),
        ("[Mr Otto Ferrin] {said} <he had sold the boat in May>.",
         "Otto Ferrin had sold the boat in May"),
    ],
)  # fmt: skip
def test_pronouns_of_the_speaker_are_filled(line: str, whole: str) -> None:
    assert last(line) == whole


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[The Brask army] {said} <it was not clear who had fired>.", "nobody is meant"),
        ("[The Brask army] {said} <it was a mortar that had hit the mill>.", "a cleft"),
        ("“<He was at home that night>,” {said} [Otto Ferrin].", "a quotation speaks of others"),
        (
            "[Mr Otto Ferrin] {said}, ''<He was at home that night>.''",
            "so do other quotation marks",
        ),
        ("[His lawyer, Otto Ferrin], {said} <he had not left the house>.", "a lawyer's client"),
        ("[The Brask army] {said} <a farmer had lost his leg>.", "the farmer's"),
        ("[The Brask army] {said} <the league and its leader were informed>.", "the league's"),
        ("“<We Varnians love our rivers>,” {said} [Mr Otto Ferrin].", "a whole people"),
    ],
)
def test_pronouns_that_may_mean_others_are_left(line: str, reason: str) -> None:
    article, attributions = marked(line)
    sources = resolve_sources(article, attributions)
    (claim,) = claims_from(article, attributions, sources)
    assert stand_alone(article, (claim,), sources)[0].standalone[0] == claim.proposition, reason


def test_another_person_nearby_keeps_a_pronoun_open() -> None:
    assert last(
        "Mira Solt had gone to the mill.",
        "[The miller, Toma Brenn], {confirmed} <that she had been inside>.",
    ).startswith("she had been inside")


def test_a_numeral_is_no_pronoun() -> None:
    whole = last("“<The bridge was built after World War I>,” {said} [Lena Orr].")
    assert whole == "The bridge was built after World War I"


@pytest.mark.parametrize(
    ("before", "content", "whole"),
    [
        ("A strike on the clinic in Marun killed nine people.",
         "the strike had come at noon", "the strike on the clinic in Marun had come at noon"),
        ("Jets bombed the market on Sunday.",
         "the raid was a mistake", "the raid on the market was a mistake"),
        ("An explosion at the Tarn depot woke the town.",
         "two guards were missing since the blast",
         "two guards were missing since the blast at the Tarn depot"),
    ],
)  # fmt: skip
def test_events_get_their_fuller_phrase(before: str, content: str, whole: str) -> None:
    assert last(before, f"[The mayor] {{said}} <{content}>.") == whole


@pytest.mark.parametrize(
    "before",
    [
        "A strike on the clinic in Marun was followed by a strike on the port of Tell.",
        "The workers began a strike on Monday.",
        "They would never strike on a holiday.",
        "Strike on the clinic stuns Marun",
    ],
)
def test_events_with_a_rival_or_without_a_phrase_are_left(before: str) -> None:
    assert last(before, "[The mayor] {said} <the strike was a mistake>.") == (
        "the strike was a mistake"
    )


@pytest.mark.parametrize(
    ("content", "clause"),
    [
        ("striking the school", "the army struck the school"),
        ("having paid the driver", "the army had paid the driver"),
        ("being involved", "the army was involved"),
        ("ever having fired at the ferry", "the army had fired at the ferry"),
        ("shelling the port and closing the road", "the army shelled the port and closed the road"),
        ("any involvement in the leak", "the army was involved in the leak"),
        ("any role in the leak", "the army had a role in the leak"),
        ("responsibility for the raid", "the army was responsible for the raid"),
        ("any knowledge of the list", "the army knew of the list"),
        ("any link with the gang", "the army had a link with the gang"),
        ("any wrongdoing", "the army did something wrong"),
        ("the charge of looting the shop", "the army looted the shop"),
        ("reports of four deaths", "there were four deaths"),
        ("talk of a ransom", "there was a ransom"),
        ("anyone had been hurt", "someone had been hurt"),
        ("any shot had been fired", "a shot had been fired"),
        ("any such shot had been fired", "such a shot had been fired"),
        ("having had any letter", "the army had had a letter"),
        ("talk of a man who sold maps", "there was a man who sold maps"),
        ("the building of the dam", "the building of the dam"),
    ],
)
def test_what_is_denied_becomes_a_clause(content: str, clause: str) -> None:
    assert make_clause(content, cue="denied", stance=Stance.DENIES, speaker=ARMY) == clause


@pytest.mark.parametrize(
    ("content", "claim"),
    [
        ("the argument that the dam was unsafe", "the dam was unsafe"),
        ("criticism from the mayor that the dam was unsafe", "the dam was unsafe"),
        ("a report in the Ellow Star that any dam was unsafe", "a dam was unsafe"),
        ("Orr's comments, made on Monday, that the dam was unsafe", "the dam was unsafe"),
        ("concerns that he has left", "he has left"),
        ("comments that he made at the dam", "comments that he made at the dam"),
        ("remarks that were unkind", "remarks that were unkind"),
        ("recent criticism of its dam", "criticism of its dam is justified"),
        ("complaints about the dam", "complaints about the dam are justified"),
    ],
)
def test_what_is_denied_by_name_is_what_it_puts_forward(content: str, claim: str) -> None:
    assert make_clause(content, cue="dismissed", stance=Stance.DENIES, speaker=ARMY) == claim


@pytest.mark.parametrize(
    ("cue", "whole"),
    [("was vetoed", "the bill was vetoed"), ("vetoed", "the bill")],
)
def test_a_deed_of_nobody_known_is_told_in_the_passive(cue: str, whole: str) -> None:
    assert make_clause("the bill", cue=cue, stance=Stance.ASSERTS, speaker=None) == whole


def test_what_is_withheld_is_told_with_whom_it_is_withheld_from() -> None:
    made = make_clause(
        "the right to speak", cue="denied", stance=Stance.ASSERTS, speaker=ARMY, between="her"
    )
    assert made == "the army denied her the right to speak"


def test_several_deniers_take_a_plural() -> None:
    made = make_clause(
        "any involvement in it", cue="denied", stance=Stance.DENIES, speaker=RESIDENTS
    )
    assert made == "residents were involved in it"


@pytest.mark.parametrize(
    ("cue", "content", "clause"),
    [
        ("accused", "the army of looting the shop", "the army looted the shop"),
        ("accused", "him of looting the shop", "he looted the shop"),
        ("accused", "the secretary of state of looting it", "the secretary of state looted it"),
        ("accused", "Orr, whose boat sank, of being late", "Orr was late"),
        ("accused", "the army of not shelling it", "the army was not shelling it"),
        ("accuses", "Orr of “looting the shop”", "Orr looted the shop"),
        ("accused", "the army of theft", "the army was guilty of theft"),
        ("accused the army", "of looting the shop", "the army looted the shop"),
        ("criticised", "the mayor for closing the road", "the mayor closed the road"),
        ("slammed", "him for not closing the road", "he was not closing the road"),
        ("praised", "Fenn for being early", "Fenn was early"),
        ("criticised", "the mayor for the closure", "the mayor for the closure"),
        ("criticised", "the plan", "the plan"),
        ("has rejected", "the offer", "the army rejected the offer"),
        ("did not reject", "the offer", "the offer"),
        ("turned down", "a lift", "the army turned down a lift"),
        ("with a dismissive", "“No”", "“No”"),
        ("blamed", "the army for the crash", "the army was responsible for the crash"),
        ("blamed", "the crash on the pilots", "the pilots were responsible for the crash"),
        ("blamed", "a padlock on the gate", "a padlock on the gate"),
        ("put", "the dead at nine", "the dead were nine"),
        ("put", "the fire down to a cable", "a cable caused the fire"),
        ("raised", "the toll to 63", "the toll was 63"),
        ("gave", "heart failure as the cause", "heart failure was the cause"),
        ("called", "the plan a swindle", "the plan was a swindle"),
        ("called", "the mark of a swindler", "the mark of a swindler"),
        ("vowed", "to close the road", "the army will close the road"),
        ("claimed", "to have won", "the army had won"),
        ("admitted", "using tank shells", "the army used tank shells"),
        ("praised", "building roads", "building roads"),
        ("said", "the road is closed", "the road is closed"),
    ],
)
def test_what_a_cue_leaves_to_the_reader_is_said(cue: str, content: str, clause: str) -> None:
    assert make_clause(content, cue=cue, stance=Stance.ASSERTS, speaker=ARMY) == clause


def test_the_accused_may_stand_before_the_content() -> None:
    whole = last("[The mayor] {accused} the miners of <blocking the gate>.")
    assert whole == "the miners blocked the gate"


@pytest.mark.parametrize(
    ("denial", "why"),
    [
        ("[The Ellow bank] {denied} <the charge>.", "a charge"),
        ("[The Ellow bank] {denied} <it>.", "a pronoun"),
        ("[The Ellow bank] {rejected} <Orr's account>.", "an owner"),
        ("[The Ellow bank] {confirmed} <this>.", "a confirmation"),
    ],
)
def test_an_answer_gets_what_it_answers(denial: str, why: str) -> None:
    lines = ("[Lena Orr] {said} <the clerk had taken two bribes>.", denial)
    assert last(*lines) == "the clerk had taken two bribes", why


@pytest.mark.parametrize("words", ["That is a lie", "It never happened", "All of it is invented"])
def test_a_bare_rejection_negates_what_it_answers(words: str) -> None:
    lines = (
        "[Lena Orr] {said} <the clerk had taken bribes>.",
        f"“<{words}>,” {{replied}} [Aldo Venn].",
    )
    article, attributions = marked(*lines)
    sources = resolve_sources(article, attributions)
    claims = claims_from(article, attributions, sources)
    whole = stand_alone(article, claims, sources)[-1].standalone[0]
    assert claims[-1].stance is Stance.ASSERTS
    assert whole == "It is not true that the clerk had taken bribes"


def test_denying_a_denial_negates_too() -> None:
    whole = last(
        "[Lena Orr] {denied} <that the clerk had taken bribes>.",
        "[The Ellow bank] {rejected} <her claim>.",
    )
    assert whole == "It is not true that the clerk had taken bribes"


def test_a_figure_is_answered_by_a_figure() -> None:
    whole = last(
        "[The union] {said} <3,400 people would lose their jobs>.",
        "[Lena Orr] {said} <the plan was ready>.",
        "[The Ellow bank] {disputed} <the figure>.",
    )
    assert whole == "3,400 people would lose their jobs"


def test_a_rumour_of_the_narration_is_answered() -> None:
    whole = last(
        "A rumour that the doctor had fled went round in May.", "[The clinic] {denied} <it>."
    )
    assert whole == "the doctor had fled"


@pytest.mark.parametrize(
    "lines",
    [
        ("[The Ellow bank] {denied} <the charge>.",),
        ("[The Ellow bank] {said} <the clerk had left>.",
         "[The Ellow bank] {denied} <the charge>."),
        ("[Lena Orr] {declined to comment} <on whether he had left>.",
         "[The Ellow bank] {denied} <the charge>."),
        ("[Lena Orr] {spoke of} <a nest of thieves>.", "[The Ellow bank] {denied} <the charge>."),
        ("[Lena Orr] {said} <the clerk had left>.", *["It rained."] * 4,
         "[The Ellow bank] {denied} <the charge>."),
        ("[Lena Orr] {said} <the clerk had left>.", "[The Ellow bank] {denied} <Ferrin's charge>."),
        ("[Lena Orr] {said} <the clerk had left>.",
         "[The Ellow bank] {denied} <the Varnian charge>."),
    ],
)  # fmt: skip
def test_an_answer_to_nothing_near_is_left(lines: tuple[str, ...]) -> None:
    assert last(*lines).endswith("charge")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("25 people were killed, including 10 children",
         ("25 people were killed", "10 children were killed")),
        ("25 people were killed, 10 of them children",
         ("25 people were killed", "10 children were killed")),
        ("the raid killed 25 people, including 10 children",
         ("the raid killed 25 people", "the raid killed 10 children")),
        ("the army shelled the market and closed the road",
         ("the army shelled the market", "the army closed the road")),
        ("the army had shelled the market and closed the road",
         ("the army had shelled the market", "the army had closed the road")),
        ("the mill had burned down and was insured",
         ("the mill had burned down", "the mill was insured")),
        ("the toll rose to nine and the mayor resigned",
         ("the toll rose to nine", "the mayor resigned")),
        ("nobody was hurt, that no shot was fired, and that the gate was open",
         ("nobody was hurt", "no shot was fired", "the gate was open")),
        ("Mr. Orr was ill. The clerk had the key", ("Mr. Orr was ill", "The clerk had the key")),
        ("the load had been weighed at the pit and came to 38 tonnes",
         ("the load had been weighed at the pit", "the load came to 38 tonnes")),
    ],
)  # fmt: skip
def test_parts_that_can_be_true_apart_are_split(words: str, parts: tuple[str, ...]) -> None:
    assert split_parts(words) == (words, *parts)


@pytest.mark.parametrize(
    "words",
    [
        "the talks between Varn and Tessel had failed",
        "Anna Orr and Bela Venn were seen at the gate",
        "a witness said the army and the police had fired",
        "if the dam broke and the road was closed the town would flood",
        "neither the army had fired and nor was it there",
        "red and blue flags were burned",
        "the poor had all but vanished",
        "it was a play written, cast and performed by the board",
        "when the shells fell and the roof came down nine people died",
        "the army had not shelled the market and closed the road",
        "the box had held casings, photographed from the air and counted one by one",
    ],
)
def test_what_belongs_together_stays_whole(words: str) -> None:
    assert split_parts(words) == (words,)


def test_there_are_at_most_four_parts() -> None:
    words = "; ".join(f"gate {n} was open all night" for n in range(9))
    assert len(split_parts(words)) == 1 + MAX_PARTS


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        (["No order was given", "the guns had been silent"],
         "No order was given; the guns had been silent"),
        (["Their case", "belonged to a second round"], "Their case belonged to a second round"),
        (["“No order was given,”", "“The guns were silent.”"],
         "“No order was given. The guns were silent.”"),
        (["Before the shell fell", "a bell had rung"], "Before the shell fell, a bell had rung"),
        (["In the long run", "the dam will break"], "In the long run, the dam will break"),
        (["It was clear", "that the dam may break"], "It was clear that the dam may break"),
        (["Orr told her", "he had the key"], "Orr told her he had the key"),
    ],
)  # fmt: skip
def test_pieces_of_a_content_are_joined(pieces: list[str], joined: str) -> None:
    assert join_pieces(" ".join(pieces), pieces) == joined


@pytest.mark.parametrize(
    ("gerund", "past"),
    [("bombing", "bombed"), ("carrying", "carried"), ("using", "used"), ("planning", "planned"),
     ("paying", "paid"), ("having", "had"), ("destroying", "destroyed")],
)  # fmt: skip
def test_past_of_a_gerund(gerund: str, past: str) -> None:
    assert is_gerund(gerund)
    assert past_of(gerund) == past


def test_one_tuple_a_claim_and_the_whole_first() -> None:
    lines = (
        "[Lena Orr and Aldo Venn] {said} <the clerk had left and the safe was empty>.",
        "[The Ellow bank] {said} <it had called the police>.",
    )
    first, second, third = told(*lines)
    assert first == second
    assert first[0].startswith(first[1])
    assert third == ("the Ellow bank had called the police",)


def test_it_is_fast_and_always_gives_the_same() -> None:
    lines = [f"[Lena Orr] {{said}} <gate {n} was open and it had not rained>." for n in range(200)]
    article, attributions = marked(*lines)
    sources = resolve_sources(article, attributions)
    claims = claims_from(article, attributions, sources)
    start = time.perf_counter()
    once = stand_alone(article, claims, sources)
    assert time.perf_counter() - start < 0.01 * len(claims)
    assert once == stand_alone(article, claims, sources)
    assert all(all(claim.standalone) for claim in once)


def test_a_bare_pronoun_answers_the_sentence_before_only() -> None:
    lines = ("[Lena Orr] {said} <the clerk had left>.", "It rained.", "The bells rang.")
    assert last(*lines, "[The Ellow bank] {denied} <it>.") == "it"


def test_it_of_another_kind_is_no_subject() -> None:
    whole = last("[The Brask army] {thought} <it better to wait where it was>.")
    assert whole == "it better to wait where it was"


def test_words_of_a_third_voice_keep_their_first_person() -> None:
    whole = last("[The Brask army] {recorded} <a man saying, “we are sitting in water”>.")
    assert whole == "a man saying, “we are sitting in water”"
