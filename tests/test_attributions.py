"""Attributions: cues first, then the source and content of each, in windows that hold the cue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from conftest import FakeTagger
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.article import make_article
from attrib.attributions import (
    CUE_PASSAGE,
    ROLE_PASSAGE,
    cue_passages,
    find_attributions,
    find_cues,
    passage_around,
)
from attrib.records import Article, Attribution, Passage, Role, Span, TaggedSpan

NESTED = "The mayor said that Nordal Chemicals denied a leak. Anglers said trout died."


def article_of(text: str) -> Article:
    return make_article(text, id="test")


def place(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start, start + len(words))


def words_of(article: Article, attribution: Attribution) -> tuple[str, str, str]:
    return tuple(  # type: ignore[return-value]
        " … ".join(span.of(article.text) for span in getattr(attribution, role)) for role in Role
    )


class Scripted:
    """Gives the same cues for every passage and the same roles for every cue."""

    def __init__(self, cues: Sequence[TaggedSpan], roles: Sequence[TaggedSpan]) -> None:
        self.cues, self.roles = list(cues), list(roles)

    def tag(self, passages: Sequence[Passage]) -> list[list[TaggedSpan]]:
        return [self.roles if passage.cue else self.cues for passage in passages]


def test_attributions_slice_to_their_words() -> None:
    article = article_of("The ferry is late. Lena Orr said the pier was shut. It rained.")
    (attribution,) = find_attributions(article, tagger=FakeTagger())
    assert words_of(article, attribution) == ("Lena Orr", "said", "the pier was shut")


def test_attributions_are_numbered_in_the_order_of_their_cues() -> None:
    article = article_of("One guard said it rained. The mayor denied a leak. Lena Orr said no.")
    found = find_attributions(article, tagger=FakeTagger({"denied": 1.0, "said": 1.0}))
    assert [(a.id, a.source[0].of(article.text)) for a in found] == [
        ("A1", "One guard"),
        ("A2", "The mayor"),
        ("A3", "Lena Orr"),
    ]


def test_via_names_the_attribution_around_the_cue() -> None:
    found = find_attributions(article_of(NESTED), tagger=FakeTagger())
    assert [(a.id, a.via) for a in found] == [("A1", None), ("A2", "A1"), ("A3", None)]


def test_via_names_the_innermost() -> None:
    article = article_of("The mayor said the clerk said that Nordal Chemicals denied a leak.")
    found = find_attributions(article, tagger=FakeTagger())
    assert [a.via for a in found] == [None, "A1", "A2"]


class Mutual:
    """Two cues, each with the other in its content."""

    def __init__(self, article: Article, contents: dict[str, str]) -> None:
        self.spans = {place(article, cue): place(article, c) for cue, c in contents.items()}

    def tag(self, passages: Sequence[Passage]) -> list[list[TaggedSpan]]:
        cues = [TaggedSpan(Role.CUE, cue, 1.0) for cue in self.spans]
        return [
            [TaggedSpan(Role.CONTENT, self.spans[passage.cue], 1.0)] if passage.cue else cues
            for passage in passages
        ]


def test_two_that_hold_each_other_s_cues_make_no_circle() -> None:
    article = article_of("The dam held, the mayor said, adding that it was safe.")
    contents = {"said": "adding that it was safe", "adding": "The dam held, the mayor said"}
    found = find_attributions(article, tagger=Mutual(article, contents))
    assert [(a.id, a.via) for a in found] == [("A1", "A2"), ("A2", None)]


def test_a_missing_source_stays_empty() -> None:
    (attribution,) = find_attributions(
        article_of("It rained. Said the boat was late."), tagger=FakeTagger({"Said": 1.0})
    )
    assert attribution.source == ()


def test_a_cue_without_content_gives_nothing() -> None:
    assert find_attributions(article_of("Nobody asked what he said."), tagger=FakeTagger()) == ()


@pytest.mark.parametrize("text", ["", "   \n", "Nobody spoke."])
def test_no_cues_no_attributions(text: str) -> None:
    assert find_attributions(article_of(text), tagger=FakeTagger()) == ()


def test_the_same_words_twice_are_one_attribution() -> None:
    article = article_of("Lena Orr said and wrote the pier was shut.")
    cues = [TaggedSpan(Role.CUE, place(article, word), 1.0) for word in ("said", "wrote")]
    roles = [
        TaggedSpan(Role.SOURCE, place(article, "Lena Orr"), 1.0),
        TaggedSpan(Role.CONTENT, place(article, "the pier was shut"), 1.0),
    ]
    (attribution,) = find_attributions(article, tagger=Scripted(cues, roles))
    assert (attribution.id, attribution.cue[0].of(article.text)) == ("A1", "said")


def test_of_two_overlapping_cues_the_surer_stays() -> None:
    article = article_of("The dairy said it had not sold the cow.")
    for sure, words in ((0.9, "said it had not"), (0.7, "said")):
        cues = find_cues(article, tagger=FakeTagger({"said": 0.8, "said it had not": sure}))
        assert [cue.span.of(article.text) for cue in cues] == [words]


def test_a_cue_in_two_overlapping_passages_is_one() -> None:
    filler = "The harbour wall is long and grey and wet on most days of the year. "
    article = article_of(filler * 6 + "Lena Orr said the pier was shut. " + filler * 6)
    seen = [p for p in cue_passages(article) if "said" in p.text]
    found = find_attributions(article, tagger=FakeTagger())
    assert (len(seen) > 1, len(found)) == (True, 1)


def test_roles_that_overlap_their_cue_are_left_out() -> None:
    article = article_of("Lena Orr said the pier was shut.")
    roles = [
        TaggedSpan(Role.SOURCE, place(article, "Orr said"), 1.0),
        TaggedSpan(Role.CONTENT, place(article, "the pier was shut"), 1.0),
    ]
    cues = [TaggedSpan(Role.CUE, place(article, "said"), 1.0)]
    (attribution,) = find_attributions(article, tagger=Scripted(cues, roles))
    assert attribution.source == ()


def test_confidence_is_that_of_cue_times_mean_content() -> None:
    article = article_of("Lena Orr said the pier, she thought, was shut.")
    cues = [TaggedSpan(Role.CUE, place(article, "said"), 0.9)]
    roles = [
        TaggedSpan(Role.SOURCE, place(article, "Lena Orr"), 0.1),
        TaggedSpan(Role.CONTENT, place(article, "the pier"), 0.8),
        TaggedSpan(Role.CONTENT, place(article, "was shut"), 0.6),
    ]
    (attribution,) = find_attributions(article, tagger=Scripted(cues, roles))
    assert attribution.confidence == pytest.approx(0.63)
    assert len(attribution.content) == 2


@pytest.mark.parametrize("cue", ["first", "second", "third", "last"])
def test_a_passage_around_a_cue_is_whole_sentences(cue: str) -> None:
    sentence = "The {} sentence is about a harbour wall that is long and grey and often wet, too. "
    text = "".join(sentence.format(n) for n in ("first", "second", "third", "fourth", "last"))
    article = article_of(text * 3)
    passage = passage_around(article, place(article, cue))
    assert passage.span.contains(place(article, cue))
    assert passage.text == passage.span.of(article.text)
    assert passage.span.start in {s.start for s in article.sentences}
    assert passage.span.end in {s.end for s in article.sentences}
    assert len(passage.text) <= ROLE_PASSAGE


def test_a_passage_begins_one_sentence_before_the_cue() -> None:
    article = article_of("One came. Two came. Three said so. Four left. Five left.")
    passage = passage_around(article, place(article, "said"))
    assert passage.text == "Two came. Three said so. Four left. Five left."


def test_the_marked_cue_travels_with_its_passage() -> None:
    tagger = FakeTagger()
    article = article_of(NESTED)
    found = find_attributions(article, tagger=tagger)
    assert [p.cue for p in tagger.seen if p.cue] == [a.cue[0] for a in found]


@pytest.mark.parametrize("at", [0, 2490, 4900])
def test_a_very_long_sentence_is_cropped_around_its_cue(at: int) -> None:
    text = "x" + "so on " * 833
    text = text[:at] + " said " + text[at + 6 :] + "."
    article = Article("long", text, (Span(0, len(text)),))
    cue = place(article, "said")
    passage = passage_around(article, cue)
    assert passage.span.contains(cue)
    assert len(passage.text) <= 2 * ROLE_PASSAGE + len("said")
    assert passage.text == passage.span.of(text)
    before, after = cue.start - passage.span.start, passage.span.end - cue.end
    assert before == min(cue.start, ROLE_PASSAGE)
    assert after == min(len(text) - cue.end, ROLE_PASSAGE)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 1500), min_size=1, max_size=40))
def test_cue_passages_cover_every_sentence_whole(lengths: list[int]) -> None:
    text, sentences = "", []
    for length in lengths:
        sentences.append(Span(len(text), len(text) + length))
        text += "x" * length + " "
    passages = cue_passages(Article("any", text, tuple(sentences)))
    assert all(any(p.span.contains(s) for p in passages) for s in sentences)
    assert all(p.text == p.span.of(text) and p.cue is None for p in passages)
    assert all(a.span.start < b.span.start for a, b in pairwise(passages))


def test_cue_passages_are_short_and_share_a_sentence() -> None:
    article = article_of("The harbour wall is long and grey and wet on most days. " * 30)
    passages = cue_passages(article)
    assert all(len(passage.text) <= CUE_PASSAGE for passage in passages)
    assert all(a.span.overlaps(b.span) for a, b in pairwise(passages))


class Reader:
    """Finds the cues named, and for any marked cue the source and content of a table."""

    def __init__(
        self, article: Article, cues: Sequence[str], roles: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.cues = [TaggedSpan(Role.CUE, place(article, cue), 1.0) for cue in cues]
        self.roles = {
            place(article, cue): [
                TaggedSpan(role, place(article, part), 0.9)
                for part, role in zip(parts, [Role.SOURCE] + [Role.CONTENT] * 3, strict=False)
                if part
            ]
            for cue, parts in roles.items()
        }

    def tag(self, passages: Sequence[Passage]) -> list[list[TaggedSpan]]:
        return [self.roles.get(p.cue, []) if p.cue else self.cues for p in passages]


def read(
    text: str, cues: Sequence[str], roles: Mapping[str, tuple[str, ...]]
) -> list[tuple[str, str, str]]:
    article = article_of(text)
    found = find_attributions(article, tagger=Reader(article, cues, roles))
    assert all(a.content for a in found)
    return [words_of(article, a) for a in found]


CLERK = "The clerk said the mayor had told her that the dam was safe."
CLAIM = "Harrow denied the union's claim that the lift was broken."
POST = "Harrow denied a report in the Varna Post that the lift was broken."
PAPERS = "Harrow denied newspaper reports that the lift was broken."
CARTS = "Harrow owned to the loss of two carts, which he said had been burnt."
CLEAN = "Two pumps failed on Friday night; the third, it admitted, ran on."
REST = {"denied": ("Harrow", "the lift was broken")}


BACKED = "the town had backed"
CALLS = f"calls for an inquiry into the fire, which {BACKED}"


@pytest.mark.parametrize(
    ("text", "beside", "content"),
    [
        (f"{CALLS.capitalize()}, were rejected by the council.", BACKED, CALLS.capitalize()),
        (f"For instance, {CALLS}, were rejected by the council.", BACKED, CALLS),
        (f"{CALLS.capitalize()}, were rejected by the council.", CALLS[:32].capitalize(), None),
        ("The mayor, who had left, was not heard from.", "had left", None),
    ],
)
def test_what_is_rejected_is_the_whole_subject(text: str, beside: str, content: str | None) -> None:
    source, cue = ("the council", "were rejected") if "were" in text else ("", "was not")
    found = read(text, [cue], {cue: (source, beside)})
    assert [words for *_, words in found] == [content or beside]


@pytest.mark.parametrize(
    ("text", "missed", "tagged", "expected"),
    [
        (CLERK, "told", ("", "the dam was safe"), ("the mayor", "told", "the dam was safe")),
        (
            CLERK,
            "told",
            ("The clerk", "the dam was safe"),
            ("the mayor", "told", "the dam was safe"),
        ),
        (
            CLERK,
            "told",
            ("The clerk said the mayor", "the dam was safe"),
            ("the mayor", "told", "the dam was safe"),
        ),
        (CLAIM, "claim", ("Harrow", "the lift was broken"), ("the union's", "claim", "")),
        (POST, "report", ("", "the lift was broken"), ("the Varna Post", "report", "")),
        (PAPERS, "reports", ("Harrow", "the lift was broken"), ("newspaper", "reports", "")),
        (CARTS, "said", ("he", "had been burnt"), ("he", "said", "had been burnt")),
        (
            CLEAN,
            "admitted",
            ("it", "the third", "ran on"),
            ("it", "admitted", "the third … ran on"),
        ),
    ],
)
def test_a_cue_that_the_tagger_misses_is_read(
    text: str, missed: str, tagged: tuple[str, ...], expected: tuple[str, str, str]
) -> None:
    outer = {"said": ("The clerk", CLERK[15:-1])} if text is CLERK else {}
    roles = REST if "denied" in text else outer
    found = read(text, list(roles), {**roles, missed: tagged})
    assert (*expected[:2], expected[2] or "the lift was broken") in found


@pytest.mark.parametrize(
    ("text", "verb", "tagged"),
    [
        ("The crew was told that the dam was safe.", "told", ("The crew", "the dam was safe")),
        ("Orr read the alleged note on the dam.", "alleged", ("Orr", "note on the dam")),
        ("Orr told them to leave the dam now.", "told", ("Orr", "to leave the dam now")),
        ("“Nobody said a word of it,” Orr wrote.", "said", ("Nobody", "a word of it")),
        ("I said the dam was safe then.", "said", ("I", "the dam was safe then")),
        ("The blast claimed three lives there.", "claimed", ("The blast", "three lives there")),
        ("Whoever said so was wrong.", "said", ("Whoever", "so")),
        ("Orr, blamed for claiming it was shut, left.", "claiming", ("Orr", "it was shut")),
    ],
)
def test_a_verb_that_reports_nobody_is_no_cue(
    text: str, verb: str, tagged: tuple[str, ...]
) -> None:
    assert read(text, [], {verb: tagged}) == []


@pytest.mark.parametrize(
    ("text", "cue", "tagged"),
    [
        ("The log lists four pumps.", "lists", ("The log", "four pumps")),
        ("The union puts the dead at 31.", "puts", ("The union", "the dead at 31")),
        ("The union gave the turnout as 81 per cent.", "gave", ("The union", "the turnout as 81")),
        ("The union spoke of twelve dead.", "spoke", ("The union", "twelve dead")),
    ],
)
def test_documents_and_figures_are_said_by_somebody(
    text: str, cue: str, tagged: tuple[str, ...]
) -> None:
    assert read(text, [], {cue: tagged}) == [(tagged[0], cue, tagged[1])]


def test_a_dog_shows_nothing() -> None:
    assert read("The dog shows four teeth.", [], {"shows": ("The dog", "four teeth")}) == []


def test_somebody_quoted_as_saying_is_a_source() -> None:
    found = read(
        "Radio Orm quoted the mayor as saying the dam was safe.",
        ["quoted"],
        {
            "quoted": ("Radio Orm", "the mayor as saying the dam was safe"),
            "as saying": ("Radio Orm", "the dam was safe"),
        },
    )
    assert ("the mayor", "as saying", "the dam was safe") in found


def test_a_claim_that_is_denied_stands_in_the_denial() -> None:
    article = article_of(CLAIM)
    roles = {**REST, "claim": ("Harrow", "the lift was broken")}
    denial, claim = find_attributions(article, tagger=Reader(article, ["denied"], roles))
    assert (claim.via, denial.via) == (denial.id, None)


@pytest.mark.parametrize(
    ("text", "second", "expected"),
    [
        ("Orr put the dead at 31 and said nobody fired.", "said", "the dead at 31"),
        ("Orr put the dead at 31, but later insisted nobody fired.", "insisted", "the dead at 31"),
        ("Orr put the dead at 31, adding nobody fired.", "adding", "the dead at 31"),
    ],
)
def test_a_content_ends_before_the_next_verb_of_its_subject(
    text: str, second: str, expected: str
) -> None:
    roles = {"put": ("Orr", text[8:-1]), second: ("Orr", "nobody fired")}
    for own in ("Orr", ""):
        roles[second] = (own, "nobody fired")
        found = read(text, ["put", second], roles)
        assert found[0] == ("Orr", "put", expected)


def test_a_coordinated_cue_takes_the_subject_of_the_verb_before() -> None:
    text = "Orr put the dead at 31 and said nobody fired."
    roles = {"put": ("Orr", "the dead at 31"), "said": ("", "nobody fired")}
    assert read(text, ["put", "said"], roles)[1] == ("Orr", "said", "nobody fired")


@pytest.mark.parametrize("joint", ["; ", ", but "])
def test_a_content_ends_before_a_clause_with_a_speaker_of_its_own(joint: str) -> None:
    text = f"Orr says it moved 40 carts{joint}Azma says it moved none."
    article = article_of(text)
    first, second = (Span(*m) for m in ((4, 8), (text.rindex("says"), text.rindex("says") + 4)))
    roles = {
        first: [(Role.SOURCE, "Orr"), (Role.CONTENT, text[9:-1])],
        second: [(Role.SOURCE, "Azma"), (Role.CONTENT, "it moved none")],
    }

    class Twice:
        def tag(self, passages: Sequence[Passage]) -> list[list[TaggedSpan]]:
            cues = [TaggedSpan(Role.CUE, cue, 1.0) for cue in roles]
            return [
                [TaggedSpan(role, place(article, w), 1.0) for role, w in roles[p.cue]]
                if p.cue
                else cues
                for p in passages
            ]

    found = [words_of(article, a) for a in find_attributions(article, tagger=Twice())]
    assert found == [("Orr", "says", "it moved 40 carts"), ("Azma", "says", "it moved none")]


def test_what_one_tells_the_speaker_stays_in_what_is_said() -> None:
    text = "Orr said Lund had rung him and told him the dam was safe."
    inner = text[9:-1]
    roles = {"said": ("Orr", inner), "told": ("Orr", "the dam was safe")}
    assert read(text, ["said", "told"], roles)[0][2] == inner


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Navy denies firing on ferry as dozens feared drowned\nIt rained.", "firing on ferry"),
        ("Navy denies firing on ferry as drill\nIt rained.", "firing on ferry as drill"),
        (
            "Navy denies firing on ferry as dozens feared drowned.",
            "firing on ferry as dozens feared drowned",
        ),
    ],
)
def test_a_headline_s_content_ends_before_what_happens_meanwhile(text: str, content: str) -> None:
    whole = text.split("\n")[0].removeprefix("Navy denies ").rstrip(".")
    assert read(text, ["denies"], {"denies": ("Navy", whole)})[0][2] == content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Interior minister: There is no blockade\nIt rained.", "Interior minister"),
        ("“There is no blockade”: minister\nIt rained.", "minister"),
        ("Analysis: There is no blockade\nIt rained.", None),
        ("The minister: There is no blockade", None),
    ],
)
def test_a_headline_names_its_speaker_beside_a_colon(text: str, expected: str | None) -> None:
    found = read(text, [], {})
    assert found == ([(expected, "", "There is no blockade")] if expected else [])


@pytest.mark.parametrize(
    ("text", "tagged", "expected"),
    [
        ("Orr dismissed the list as a forgery.", "the list as a forgery", "the list"),
        ("Orr dismissed the list as a forgery.", "as a forgery", "the list"),
        ("Orr called the list a forgery.", "the list a forgery", "the list"),
        ("Orr called that a fairy tale.", "that a fairy tale", "that"),
        ("Orr called the list a good start.", "the list a good start", "the list a good start"),
        ("Orr dismissed this as absurd.", "this as absurd", "this"),
        ("Orr dismissed as absurd the new list.", "the new list", "the new list"),
        ("Orr contested the figure.", "", "the figure"),
        ("Orr rejected that.", "", "that"),
    ],
)
def test_a_denial_is_of_the_thing_without_its_label(text: str, tagged: str, expected: str) -> None:
    cue = text.split()[1]
    assert read(text, [cue], {cue: ("Orr", tagged)}) == [("Orr", cue, expected)]


def test_a_denial_that_the_tagger_misses_wholly_is_read() -> None:
    text = "It rained. The firm has since rejected that. It shone."
    assert read(text, [], {}) == [("The firm", "rejected", "that")]


@pytest.mark.parametrize("tagged", ["the tale: nobody had married", "nobody had married"])
def test_the_answer_after_a_denial_is_a_statement_of_its_own(tagged: str) -> None:
    found = read(
        "Orr dismissed the tale: nobody had married.", ["dismissed"], {"dismissed": ("Orr", tagged)}
    )
    assert found == [("Orr", "dismissed", "the tale"), ("", "", "nobody had married")]


PLAIN, QUOTE = "Orr said thirty were safe.", "“They are up on the ridge.”"


@pytest.mark.parametrize(
    ("text", "contents", "expected"),
    [
        (f"{PLAIN} {QUOTE}", ("thirty were safe", QUOTE), ["thirty were safe", QUOTE]),
        (f"{PLAIN} {QUOTE}", ("thirty were safe",), ["thirty were safe", QUOTE]),
        (f"{PLAIN} {QUOTE}", (f"thirty were safe. {QUOTE}",), ["thirty were safe.", QUOTE]),
        (f"{PLAIN}\n{QUOTE}", ("thirty were safe",), ["thirty were safe"]),
        (f"“We came,” Orr said. {QUOTE}", ("“We came,”",), [f"“We came,” … {QUOTE}"]),
        (f"“We came,” Orr said. {QUOTE}", ("“We came,”", QUOTE), [f"“We came,” … {QUOTE}"]),
    ],
)
def test_a_quotation_alone_after_an_indirect_statement_is_its_own(
    text: str, contents: tuple[str, ...], expected: list[str]
) -> None:
    found = read(text, ["said"], {"said": ("Orr", *contents)})
    assert [content.replace(",” ", "” ") for _, _, content in found] == [
        content.replace(",” ", "” ") for content in expected
    ]
    assert [cue for _, cue, _ in found] == ["said", ""][: len(expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orr had already told them that he left.", ["had already told"]),
        ("Orr had already painted the door red.", []),
    ],
)
def test_a_bare_auxiliary_is_made_a_whole_verb_or_left_out(text: str, expected: list[str]) -> None:
    article = article_of(text)
    tagger = Scripted([TaggedSpan(Role.CUE, place(article, "had"), 1.0)], [])
    assert [c.span.of(text) for c in find_cues(article, tagger=tagger)] == expected


def test_it_said_between_commas_names_the_source() -> None:
    found = read(
        "The only workshop, it said, is shut.", ["said"], {"said": ("The only workshop", "is shut")}
    )
    assert found == [("it", "said", "The only workshop … is shut")]
