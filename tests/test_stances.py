"""Stances: what a cue and its context say of the content that follows."""

from __future__ import annotations

import pytest

from attrib.article import make_article
from attrib.claims import read_stance
from attrib.records import Attribution, Span, Stance
from attrib.stances import detect_stance

A, D, U = Stance.ASSERTS, Stance.DENIES, Stance.UNCOMMITTED

Row = tuple[str, str, str, str, Stance, str]

ROWS: list[Row] = [
    # before, cue, content, after → stance, proposition
    # plain denials
    ("The dairy ", "denied", "watering its milk", ".", D, "watering its milk"),
    ("The dairy ", "denies", "watering its milk", ".", D, "watering its milk"),
    ("The dairy ", "has denied", "any part in the deal", ".", D, "any part in the deal"),
    ("The dairy has repeatedly ", "denied", "the sale", ".", D, "the sale"),
    ("", "denying", "that the gate was locked", ", he left.", D, "that the gate was locked"),
    ("In a ", "denial", "of the story", ".", D, "of the story"),
    ("The club ", "rejected", "the claim that it sold the pitch", ".", D,
     "the claim that it sold the pitch"),
    ("The club ", "rejects", "any link to the fire", ".", D, "any link to the fire"),
    ("The club ", "refuted", "the story", ".", D, "the story"),
    ("The club ", "rebutted", "the charge", ".", D, "the charge"),
    ("The club ", "disputed", "the figure of nine", ".", D, "the figure of nine"),
    ("The club ", "contested", "the audit", ".", D, "the audit"),
    ("The club ", "disavowed", "the letter", ".", D, "the letter"),
    ("The club ", "debunked", "the rumour", ".", D, "the rumour"),
    ("The club ", "contradicted", "the coach", ".", D, "the coach"),
    ("The club ", "brushed aside", "the complaint", ".", D, "the complaint"),
    ("The club ", "waved away", "talk of a sale", ".", D, "talk of a sale"),
    ("The club ", "laughed off", "talk of a sale", ".", D, "talk of a sale"),
    ("The club ", "scoffed at", "the offer of a merger", ".", D, "the offer of a merger"),
    ("The club ", "ruled out", "a merger", ".", D, "a merger"),
    ("The club ", "took issue with", "the account", ".", D, "the account"),
    ("The driver ", "pleaded not guilty to", "stealing the bus", ".", D, "stealing the bus"),
    ("The club ", "disagreed with", "the referee's account", ".", D, "the referee's account"),
    ("The club ", "had nothing to do with", "the leak", ", it said.", D, "the leak"),
    # said to be untrue
    ("The club ", "dismissed", "the report as baseless", ".", D, "the report"),
    ("The club ", "dismissed as baseless", "the report", ".", D, "the report"),
    ("The club ", "rejected", "the tale, as wholly without foundation", ".", D, "the tale"),
    ("The club ", "dismissed", "the story", " as a rumour.", D, "the story"),
    ("The club ", "called", "the report", " a fabrication.", D, "the report"),
    ("The club ", "called", "the report a fabrication", ".", D, "the report"),
    ("The club ", "called", "the report “a complete lie”", ".", D, "the report"),
    ("The club ", "called", "the report", " “nonsense”.", D, "the report"),
    ("The club ", "described", "the video as fake", ".", D, "the video"),
    ("The club ", "branded", "the story", " as pure fiction.", D, "the story"),
    ("The club ", "labelled", "the figures wildly inaccurate", ".", D, "the figures"),
    ("The club ", "characterised", "the memo as a hoax", ".", D, "the memo"),
    ("The club ", "condemned as propaganda", "the broadcast", ".", D, "the broadcast"),
    ("The club ", "said", "the reports were false", ".", A, "the reports were false"),
    ("The club ", "said", "reports of a strike are completely untrue", ".", A,
     "reports of a strike are completely untrue"),
    ("The club ", "said", "the allegation that it sold seats twice was a lie", ".", D,
     "the allegation that it sold seats twice"),
    ("The club ", "said", "there was no truth in reports of a sale", ".", D, "reports of a sale"),
    ("The club ", "said", "that there is absolutely no truth to the rumour", ".", D, "the rumour"),
    ("The club ", "said there was no truth in", "the story", ".", D, "the story"),
    ("The club ", "said", "it was not true that the pitch was sold", ".", D, "the pitch was sold"),
    # negation in the cue denies, negation in the content is asserted
    ("The club ", "said it had not", "sold the pitch", ".", D, "sold the pitch"),
    ("The coach ", "insisted he never", "took money", ".", D, "took money"),
    ("The coach ", "insisted that he had never", "taken money", ".", D, "taken money"),
    ("The club ", "said", "it had not sold the pitch", ".", A, "it had not sold the pitch"),
    ("The club ", "said", "nobody was hurt", ".", A, "nobody was hurt"),
    # no stand
    ("The mayor ", "declined to comment", "on the merger", ".", U, "on the merger"),
    ("The mayor ", "declined", "to discuss the budget", ".", U, "to discuss the budget"),
    ("The mayor ", "refused to say", "who paid", ".", U, "who paid"),
    ("The mayor ", "refused to be drawn on", "the sale", ".", U, "the sale"),
    ("The mayor ", "would not be drawn on", "the sale", ".", U, "the sale"),
    ("The mayor ", "would neither confirm nor deny", "the visit", ".", U, "the visit"),
    ("The mayor would neither confirm nor ", "deny", "the visit", ".", U, "the visit"),
    ("The mayor ", "could not independently verify", "the toll", ".", U, "the toll"),
    ("The mayor could not independently ", "verify", "the toll", ".", U, "the toll"),
    ("The mayor ", "did not deny", "the visit", ".", U, "the visit"),
    ("The mayor did not ", "deny", "the visit", ".", U, "the visit"),
    ("The mayor didn't ", "deny", "the visit", ".", U, "the visit"),
    ("The mayor has never ", "denied", "the visit", ".", U, "the visit"),
    ("The mayor did not ", "dispute", "the bill", ".", U, "the bill"),
    ("The mayor ", "did not say", "who had called", ".", U, "who had called"),
    ("The mayor ", "has not commented on", "the offer", ".", U, "the offer"),
    ("The mayor ", "could not rule out", "a second leak", ".", U, "a second leak"),
    ("The mayor ", "stopped short of", "naming the donor", ".", U, "naming the donor"),
    ("The mayor ", "was unaware of", "any leak", ".", U, "any leak"),
    ("The mayor ", "had no knowledge of", "the letter", ".", U, "the letter"),
    ("The mayor ", "is looking into", "the complaint", ".", U, "the complaint"),
    ("The mayor ", "asked whether", "the gate was shut", ".", U, "the gate was shut"),
    ("The mayor ", "wondered", "who had paid", ".", U, "who had paid"),
    ("The mayor ", "said", "she was unaware of any leak", ".", U, "she was unaware of any leak"),
    ("The mayor ", "said", "it was looking into the reports", ".", U,
     "it was looking into the reports"),
    ("The mayor ", "said", "it was too early to say who won", ".", U,
     "it was too early to say who won"),
    ("The mayor ", "said", "he could not confirm the sum", ".", U, "he could not confirm the sum"),
    ("The mayor ", "said", "she had no information about the bus", ".", U,
     "she had no information about the bus"),
    ("The mayor ", "said", "they were still trying to establish the cause", ".", U,
     "they were still trying to establish the cause"),
    ("The mayor ", "said", "“we are not in a position to comment”", ".", U,
     "“we are not in a position to comment”"),
    # plain assertions
    ("The club ", "said", "the pitch was sold", ".", A, "the pitch was sold"),
    ("The club ", "confirmed", "the sale", ".", A, "the sale"),
    ("The club ", "vowed", "to keep the pitch", ".", A, "to keep the pitch"),
    ("The club ", "accused", "the mayor of lying", ".", A, "the mayor of lying"),
    ("The club ", "admitted", "selling seats twice", ".", A, "selling seats twice"),
    ("The club ", "acknowledged", "the error", ".", A, "the error"),
    ("The club ", "alleged", "that the vote was rigged", ".", A, "that the vote was rigged"),
    ("The club ", "warned", "of a long winter", ".", A, "of a long winter"),
    ("The club ", "falsely claimed", "to own the pitch", ".", A, "to own the pitch"),
    ("The club ", "called for", "a new vote", ".", A, "a new vote"),
    ("The club ", "called", "the plan brave", ".", A, "the plan brave"),
    ("The club ", "described", "the delay as normal", ".", A, "the delay as normal"),
    ("The club ", "condemned", "the theft", ".", A, "the theft"),
    ("The club ", "refused", "to sell the pitch", ".", D, "to sell the pitch"),
    ("The club ", "refused", "to admit the pitch was sold", ".", D, "to admit the pitch was sold"),
    ("The club ", "walked back its remarks and said", "the pitch was sold", ".", A,
     "the pitch was sold"),
    ("The club ", "disagreed, saying", "the pitch was sold", ".", A, "the pitch was sold"),
    ("", "according to", "the harbour was full", " the club.", A, "the harbour was full"),
    ("The club, which declined to sell, ", "said", "it was content", ".", A, "it was content"),
    ("The club, which denied the sale, ", "confirmed", "the loan", ".", A, "the loan"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "cue", "content", "after", "stance", "proposition"),
    ROWS,
    ids=[f"{before}{cue} {content}{after}".strip() for before, cue, content, after, _, _ in ROWS],
)
def test_stance_and_proposition(
    before: str, cue: str, content: str, after: str, stance: Stance, proposition: str
) -> None:
    stanced = detect_stance(cue, content, before=before, after=after)
    assert (stanced.stance, stanced.content) == (stance, proposition)


@pytest.mark.parametrize("cue", ["denied", "rejected", "DENIED", "Dismissed"])
def test_the_cue_alone_is_enough_for_a_denial(cue: str) -> None:
    assert detect_stance(cue, "the sale").stance is Stance.DENIES


@pytest.mark.parametrize("word", ["deny", "confirm", "verify", "say", "dispute"])
@pytest.mark.parametrize(
    "auxiliary", ["did not ", "could not ", "would not immediately ", "won't ", "can't "]
)
def test_a_negated_cue_takes_no_stand(auxiliary: str, word: str) -> None:
    stanced = detect_stance(word, "the sale", before=f"The harbour {auxiliary}")
    assert stanced.stance is Stance.UNCOMMITTED


def test_words_of_another_clause_do_not_reach_the_cue() -> None:
    stanced = detect_stance("said", "it opens", before="Asked why it never denied the sale, she ")
    assert stanced.stance is Stance.ASSERTS


def stance_of(sentence: str) -> Stance:
    """Read a marked sentence: the cue in square brackets, the content in curly ones."""
    text, places = "", {}
    for character in sentence:
        if character in "[]{}":
            places[character] = len(text)
        else:
            text += character
    opening = min(places["["], places["{"])
    attribution = Attribution(
        "A1",
        source=(Span(0, opening),) if opening else (),
        cue=(Span(places["["], places["]"]),),
        content=(Span(places["{"], places["}"]),),
    )
    return read_stance(make_article(text, id="a"), attribution).stance


DENIALS = [
    "The dairy [denied] {watering its milk}.",
    "The dairy [rejected] claims that {it watered its milk}.",
    "The dairy [dismissed as baseless] {the report}.",
    "The dairy [dismissed] {the report as baseless}.",
    "The dairy [refuted] {the charge}.",
    "The dairy [called] {the video} a fabrication.",
    "The dairy [called] {the charge} an insult to its cows.",
    "The dairy [called] it a lie that {the milk was watered}.",
    "The dairy [called] nonsense the claim that {the milk was watered}.",
    "{The charge} the dairy [called] a fairy tale.",
    "The dairy [described] as slander the story that {the milk was watered}.",
    "The dairy [deemed] {the figures} false.",
    "The dairy [said] it had not {watered its milk}.",
    "The union [insisted] that its members had not {opened the gate}.",
    "The dairy [said] there was no truth in {the story}.",
    "The dairy [said] there was no truth in reports of {a merger}.",
    "The dairy [told] reporters that it was not true that {the milk was watered}.",
    "The dairy [contested] {the figure of nine}.",
    "The dairy has [pushed back on] {the charges}.",
    "The dairy [pushed back against] {the claim}.",
    "The dairy [hit back at] {the allegation}.",
    "The dairy [disputed] {the bill}.",
    "A laboratory [debunked] {the rumour}.",
    "The dairy [brushed off] {talk of a sale}.",
    "The dairy [shot down] claims that {it would close}.",
    "The dairy [rubbished] {the report}.",
    "The dairy [discounted] {the claims}.",
    "The dairy [backpedaled on] {its forecast}.",
    "The dairy [distanced itself from] {the letter}.",
    "The dairy [took issue] with {the count}.",
    "The dairy [scoffed] at the idea of {a merger}.",
    "Farmers [doubted] {the dairy would pay}.",
    "Farmers [are skeptical] {the dairy will pay}.",
    "Farmers [do not believe] {the dairy will pay}.",
    "Farmers [aren't buying] {the apology}.",
    "The owner [mocked] {the idea of a merger}.",
    "His [denial of] {the charge} convinced nobody.",
    "It was [his rejection of] {the claim} that counted.",
    "{The claim} [was denied by] the dairy.",
    "{The charge}, [rejected] by the dairy, was dropped.",
    "The dairy [will deny] {the charge} in court.",
    "The dairy [would deny] {the charge}.",
    "The judges [overturned] {the ban}.",
    "The judges [reversed an earlier ruling] {that the ban was lawful}.",
    "The dairy [has refused] {to open its books}.",
]
NO_STANDS = [
    "The mayor was [unaware of] {any leak}.",
    "The mayor [is looking into] {the leak}.",
    "The mayor [would neither confirm nor deny] {the visit}.",
    "The mayor [declined to comment] on {the visit}.",
    "The mayor [did not respond] to {questions about the visit}.",
    "The mayor [did not immediately return] {calls}.",
    "The mayor [refused] {to say who paid}.",
    "The mayor [refused] {to answer questions}.",
    "The mayor [wondered] whether {the gate was shut}.",
    "The mayor [wondered] {whether the gate was shut}.",
    "The mayor [asked] if {the gate was shut}.",
    "The mayor [asked] {whether the gate was shut}.",
    "The mayor [asked] the guard {what he had seen}.",
    "The mayor [asked] the guard about {the gate}.",
    "[Asked about] {the gate}, the mayor laughed.",
    "The mayor [could not verify] {the count}.",
    "The mayor [has yet to say] {who paid}.",
    "The mayor has yet to [say] {who paid}.",
    "[It is unclear] {whether the gate was shut}.",
    "[It's not clear] {why the gate was shut}.",
    "The letter [raised questions about] {whether the gate was shut}.",
    "The letter raised [new questions about] {the gate}.",
    "[The question of] {whether the gate was shut} is open.",
    "Critics [questioned] {whether the gate was shut}.",
    "The mayor [has never accused] {the guard of sleeping}.",
    "The mayor [did not provide] {a date}.",
    "The mayor [has also not taken a position on] {the bill}.",
    "The mayor [avoided naming] {the guard}.",
    "The mayor spoke [without mentioning] {the guard}.",
    "The mayor [failed to mention] {the guard}.",
    "The mayor [made no mention of] {the guard}.",
    "The mayor [gave no reply] when asked if {the gate was shut}.",
    "The mayor [could not recall] {the guard's name}.",
    "The mayor [hasn't decided] {which road to close}.",
    "The mayor [was responding to] {questions about the gate}.",
    "The mayor [weighed in on] {the row over the gate}.",
    "The mayor was under pressure [to reject] {the plan}.",
    "The mayor [said] {she had reached no conclusion}.",
    "The mayor [said] {she could not yet explain why the gate was shut}.",
    "The mayor [said] {the matter would be addressed in due course}.",
    "The mayor [said] {it would be wrong to speculate}.",
    "The mayor [said] {she had heard of no such event}.",
    "The mayor [said] {she was going through the recordings}.",
    "The mayor [said] {her office does not comment on single cases}.",
    "The mayor [said] that she could not {confirm the count}.",
    "“{We'll see},” the mayor [said].",
    "Whether {the gate will open} the mayor [would not promise].",
    # a denial taken back takes no stand
    "The mayor [did not deny] {the visit}.",
    "The mayor [never disputed] {the bill}.",
    "The mayor [could not deny] {the visit}.",
    "The mayor [refused] {to deny the visit}.",
    "The mayor [did not deny] that she had not {paid}.",
]
ASSERTIONS = [
    # hedged, and yet put forward
    "The club [said] {the pitch may have been sold}.",
    "The pitch [appears to] {have been sold}, the club says.",
    "The club [accused] {the mayor of lying}.",
    "The club [alleged] {that the vote was rigged}.",
    # the negation is in what is said
    "The club [said] {it had not sold the pitch}.",
    "“{It's just not so},” the club [said].",
    "“{That is invented},” the club [said].",
    # a denial denied
    "The club [denied] that it had not {paid its players}.",
    # an answer to an offer says nothing to be untrue
    "The club [rejected] {an offer of nine millions}.",
    "The club [turned down] {the invitation}.",
    "The club [spurned] {a last-minute deal}.",
    "The judge [denied] {the motion}.",
    # other words that look like denials
    "The club [dismissed] {him as a dreamer}.",
    "The club [has no doubts about] {the deal}.",
    "The club [called] {the toll} a tragedy.",
    "The club [called for] {a vote on the false report}.",
    "The club's allies [relied] on {its word}.",
    "The club put on a fake accent and [joked]: {“We are rich.”}",
    "The coach [scoffed]: {the pitch was worth twice that}.",
    # other words that look like no stand
    "The club [said] {“Our words respond to critics of the claims”}.",
    "The club [asked] {the mayor to leave}.",
    "The club [urged] {fans to vote}.",
    "The club [found] {no record of the sale}.",
    "The club [said] {seeking more players was right}.",
    "The club [looks forward to] {the season}.",
    "“{Who would pay that?}” the coach [asked].",
]


# The same words turn down or withhold something, and say of nothing that it is untrue …
ANSWERS = [
    "The club [rejects] {any deal}.",
    "Voters [rejected] {him}.",
    "{Orr} [was dismissed] on Monday.",
    "The mayor [dismissed] {Lena Orr as a weak captain}.",
    "The law would [deny] {many voters the right to speak}.",
    "The law would [deny] many voters {the right to speak}.",
    "The consulate [denied] {her a visa}.",
    "The consulate [denied] {him entry}.",
    "The clinic [denied] {patients treatment}.",
    "The clinic [denied] {poor folks health care}.",
    "The court [denied] {him bail}.",
    "Rivals tried [to deny] {him}.",
    "A year of [deep self-doubt about] {the club} ended.",
    "Rivals [held contests to choose] {a captain}.",
]
# … and here they do.
NO_ANSWERS = [
    "The club [denied] {any plan to sell the pitch}.",
    "The club [denied] {a deal with the mayor}.",
    "The club [denied] {illegal access to the files}.",
    "The club [denied] {offering her a visa}.",
    "The club [denied] {that he was refused bail}.",
    "The club [denied] {her claim}.",
    "The club [denied] {workers had been given time off}.",
    "The club [denied] {the report}.",
    "The club [rejected] {claims a deal was struck}.",
    "The club [rejected] {the argument that the plan was dear}.",
    "The club [rejected] {criticism of the plan}.",
    "The club [rejected] {the notion of a plot}.",
    "The club [rejected the notion] {that pressure had moved it}.",
    "The club [rejected] {that pressure from the mayor had moved it}.",
    "The club [rejected] {Orr's account}.",
    "The club [dismissed] {Orr's charges}.",
    "The court [rejected] {the claim that the ban was lawful}.",
    "The club [dismissed] {the suit}.",
    "The club [disagreed] {with the referee's account}.",
    "The club [contests] {the figure}.",
    "The club [rejected] {a plan to sell the pitch}.",
    "The club [rejected] {the mayor's request for a second vote}.",
    "The club [has rebuffed] {calls to sell the pitch}.",
    "The council [rejected] {a bill that would close the mill}.",
    "The board [rejected] {a challenge to Orr's eligibility}.",
    "The electoral board [rejected] {both objections}.",
    "The court [dismissed] {the suit}.",
    "A judge [dismissed] {the complaint against Orr}.",
    "{The proposal} [was rejected by] the voters.",
    "The mayor [dismissed] {efforts to unseat her}.",
    "The judge [denied] {a request for an injunction}.",
    "The dairy [refused to endorse] {Orr}.",
]


@pytest.mark.parametrize("sentence", ANSWERS)
def test_what_is_turned_down_or_withheld_is_not_denied(sentence: str) -> None:
    assert stance_of(sentence) is A


@pytest.mark.parametrize("sentence", NO_ANSWERS)
def test_what_is_put_forward_is_denied(sentence: str) -> None:
    assert stance_of(sentence) is D


@pytest.mark.parametrize(
    "sentence",
    [
        "The coaches [disagree on] {what the captain should do}.",
        "The coaches [disagree] {over how the pitch should be sold}.",
        "The row [raised serious doubts about] {whether the pitch will be sold}.",
        "The mayor [dismissed] {questions about the gate}.",
    ],
)
def test_what_is_left_open_is_not_denied(sentence: str) -> None:
    assert stance_of(sentence) is U


@pytest.mark.parametrize("sentence", DENIALS)
def test_denials(sentence: str) -> None:
    assert stance_of(sentence) is D


@pytest.mark.parametrize("sentence", NO_STANDS)
def test_no_stands(sentence: str) -> None:
    assert stance_of(sentence) is U


@pytest.mark.parametrize("sentence", ASSERTIONS)
def test_assertions(sentence: str) -> None:
    assert stance_of(sentence) is A


def test_each_cue_of_a_sentence_has_its_own_stance() -> None:
    assert stance_of("It [confirmed] {the strike} but denied that civilians were hurt.") is A
    assert stance_of("It confirmed the strike but [denied] that {civilians were hurt}.") is D


@pytest.mark.parametrize("source", ["neither club", "none of the clubs", "no official"])
def test_what_nobody_says_takes_no_stand(source: str) -> None:
    assert detect_stance("would respond to", "the charge", source=source).stance is U


def test_whether_is_left_out_of_the_proposition() -> None:
    text = "She wondered whether the gate was shut."
    attribution = Attribution(
        "A1", source=(Span(0, 3),), cue=(Span(4, 12),), content=(Span(13, len(text) - 1),)
    )
    assert read_stance(make_article(text, id="a"), attribution).content == "the gate was shut"
