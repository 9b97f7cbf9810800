"""Answers → what they answer: "the charge", "that is a lie" → the claim that stands before.

An answer is filled only from a claim of another speaker that stands close by and takes a stand.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from attrib.propositions.dismissals import Dismissal, read_dismissal
from attrib.propositions.pointers import CHARGE, Kind, Pointer, read_pointer
from attrib.propositions.words import is_clause
from attrib.records import Article, Claim, Source, Span, Stance
from attrib.terms import terms_of

NEAR = 3  # sentences back; a bare "it" looks back one, a document twice as far
FAR = 12  # sentences back that a named owner's claim may stand
MOST = 3  # claims of one owner that are dismissed at once
LONG = 5  # words, from which on what is said is taken for a clause
# A telling may run over several sentences, the main thing first.
TOLD = re.compile(r"(?:account|story|tale|version|report|explanation|testimony|broadcast|letter)$")
# What speaks where a thing of that name is denied.
MAKERS = {
    "broadcast": "broadcast|television|tv|radio|channel|broadcaster",
    "article": "article|newspaper|magazine|daily|weekly",
    "picture": "picture|photograph|photo|image|film|video|footage",
    "footage": "footage|film|video|picture",
    "recording": "recording|tape|film|video|audio",
}
NARRATED = re.compile(
    r"\b(?:rumours?|rumors?|reports?|allegations?|claims?|accusations?|suggestions?|suspicions?|"
    r"talk) that (.+?)(?=[.,;]| (?:went|has|have|spread|was|were|is|are|circulat\w+|had) "
    r"(?:round|been|circul\w+|spread|around|denied|rejected|made)\b)"
)
DENIED = "It is not true that "
APPOSED = re.compile(rf", an? (?:[\w-]+ )?{CHARGE} $", re.IGNORECASE)
DENYING = re.compile(r"\bden(?:y|ie[ds]|ying)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is denied or confirmed, in sentences, and the claims that say so.

    A bare rejection ("that is a lie") is the negated proposition. `agrees` tells whether the one
    who answers sides with those claims.
    """

    words: tuple[str, ...]
    claims: tuple[Claim, ...] = ()
    agrees: bool = False


def find_answer(
    claim: Claim,
    *,
    article: Article,
    earlier: Sequence[Claim],
    sources: Mapping[str, Source],
    cue: str,
) -> Answer | None:
    """Return what the claim takes up where it only points at another claim, else None.

    The earlier claims stand alone already; sources are known by their ids.
    """
    near = _Around(article, claim, earlier, _Called(article, sources))
    pointer = read_pointer(claim, cue)
    dismissal = read_dismissal(claim, cue)
    if dismissal and (dismissal.several or not pointer):
        if found := _find_dismissed(near, dismissal):
            return _taken_up(claim, found, rejects=dismissal.rejects)
    if pointer is None:
        return None
    rejects = _negates(claim, pointer, cue)
    if _is_apposed(claim, article):
        pointer = replace(pointer, here=True)
    own = pointer.owner or pointer.about or pointer.here
    if not own and (clause := _narrated(claim, article, earlier)):
        return Answer((negated(clause),) if rejects else (clause,))
    found = _find_pointed(near, pointer)
    return _taken_up(claim, found, rejects=rejects) if found else None


def _taken_up(claim: Claim, found: Sequence[Claim], *, rejects: bool) -> Answer:
    """Answer the claims found, as denied where the words say so; who is not committed, neither."""
    rejects = rejects and not _denies_rejection(claim, found)
    answers = [_answer(one, rejected=rejects) for one in found]
    firsts = [words[0] for words in answers]
    words = _joined(firsts, claim.stance) if len(found) > 1 else answers[0]
    if Stance.UNCOMMITTED in (claim.stance, found[0].stance):
        return Answer(words)
    return Answer(words, tuple(found), agrees=rejects is (claim.stance is Stance.DENIES))


def _negates(claim: Claim, pointer: Pointer, cue: str) -> bool:
    """Whether a rejection stands under the stance: "called it | a lie" is denied only once.

    "Denied | that it was a lie" is denied twice, and agrees.
    """
    twice = claim.stance is Stance.DENIES and DENYING.search(cue)
    return pointer.rejects and (claim.stance is Stance.ASSERTS or bool(twice))


def _joined(answers: Sequence[str], stance: Stance) -> tuple[str, ...]:
    """Join what is answered at once; who denies both denies that either is so."""
    link = ", or " if stance is Stance.DENIES else "; "
    whole = link.join(answer.rstrip(".") for answer in answers)
    return (whole.replace(f"{link}{DENIED}", f"{link}{DENIED.lower()}"), *answers)


def _denies_rejection(claim: Claim, found: Sequence[Claim]) -> bool:
    """Whether "denied it was invented" takes up somebody's "it is invented"."""
    return claim.stance is Stance.DENIES and any(
        one.standalone[0].startswith(DENIED) for one in found
    )


def _answer(said: Claim, *, rejected: bool) -> tuple[str, ...]:
    if (said.stance is Stance.DENIES) != rejected:
        return (negated(said.standalone[0]),)
    return said.standalone


def _is_apposed(claim: Claim, article: Article) -> bool:
    """Whether "that" goes on with what its own sentence calls so: "…, a charge | that"."""
    begin = article.sentences[article.sentences_at(Span(_start(claim), _start(claim) + 1))[0]].start
    return bool(APPOSED.search(article.text[begin : _start(claim)]))


def _narrated(claim: Claim, article: Article, earlier: Sequence[Claim]) -> str | None:
    """Return the clause of "A rumour that …" where the writer, in the sentence before, put one."""
    at = article.sentences_at(Span(_start(claim), _start(claim) + 1))
    begin = article.sentences[max(0, at[0] - 1)].start
    clauses = NARRATED.findall(article.text[begin : article.sentences[at[0]].start])
    if len(clauses) != 1 or not is_clause(clauses[0]):
        return None
    clause = str(clauses[0]).strip()
    return None if any(clause in said.proposition for said in earlier) else clause


def negated(words: str) -> str:
    """Return the words under "It is not true that", or freed of it."""
    if words.startswith(DENIED):
        return words.removeprefix(DENIED)
    lower = words if words[:2].isupper() or not _opens_low(words) else words[0].lower() + words[1:]
    return DENIED + lower


def _opens_low(words: str) -> bool:
    opening = r"(?:The|A|An|This|That|It|He|She|They|There|Nobody|Nothing|No|All|Every|Its|Some)\b"
    return bool(re.match(opening, words))


def _find_dismissed(near: _Around, dismissal: Dismissal) -> list[Claim]:
    """Return what each owner asserts, nearest first; nothing of an owner who is no known source."""
    reached = near.within(near.fitting(), FAR)
    said = [one for one in reached if one.stance is Stance.ASSERTS and _is_told(one)]
    if dismissal.document:
        owned = [[one for one in said if near.called.is_named(dismissal.document, one)]]
    else:
        owned = [near.called.of(owner, said) for owner in dismissal.owners]
    terms = terms_of(dismissal.topic).keys()
    most = MOST if dismissal.several else 1
    found: list[Claim] = []
    for group in owned:
        topical = [one for one in group if terms & terms_of(one.standalone[0]).keys()]
        found += _distinct(topical or group)[:most]
    return found


def _find_pointed(near: _Around, pointer: Pointer) -> list[Claim]:
    """Return the earlier claim that fits, or as many as are meant, the nearest first."""
    fitting = near.fitting()
    if not pointer.here:
        fitting = [said for said in fitting if said.stance is not Stance.UNCOMMITTED]
    if pointer.kind is Kind.FIGURE:
        fitting = [said for said in fitting if said.quantities]
    found = near.within(*_narrow(fitting, pointer, near.called))
    if pointer.kind is Kind.ANY:
        found = list(itertools.takewhile(_is_told, found))
    elif pointer.kind is Kind.CHARGE:
        found = [said for said in found if _is_told(said)]
    if pointer.several:
        return _distinct(found)[:2]
    found = _asserted_first(found, pointer)
    first = _first_of_run(found, near.article) if TOLD.match(pointer.noun) else 0
    return found[first:][:1]


def _asserted_first(near: list[Claim], pointer: Pointer) -> list[Claim]:
    """Leave out denials ("it is a lie") where more is asserted and no denial is meant."""
    asserted = [said for said in near if said.stance is Stance.ASSERTS and not said.rejects]
    return asserted if asserted and pointer.noun and pointer.noun != "denial" else near


def _first_of_run(told: Sequence[Claim], article: Article) -> int:
    """Return where the telling begins that the nearest claim, at 0, goes on with."""
    at = 0
    for before in told[1:]:
        after = told[at]
        if before.source != after.source or _distance(article, before, after) > 1:
            break
        at += 1
    return at


def _narrow(fitting: list[Claim], pointer: Pointer, called: _Called) -> tuple[list[Claim], int]:
    """Return the claims that a pointer can mean, and how many sentences back they may stand."""
    if pointer.about:
        of = pointer.about.removeprefix("the ")
        by = [said for said in fitting if called.is_of(of, said)]
        terms = terms_of(of).keys()
        return by or [said for said in fitting if terms & terms_of(said.standalone[0]).keys()], FAR
    if pointer.owner:
        owned = called.of(pointer.owner, fitting)
        common = pointer.owner == pointer.owner.lower()
        return (fitting, NEAR) if common and not owned else (owned, FAR)
    if pointer.kind is Kind.DOCUMENT:
        speaking = [said for said in fitting if called.is_named(pointer.noun, said)]
        return speaking or fitting, NEAR * 2
    return fitting, 0 if pointer.here else NEAR if pointer.noun else 1


def _is_told(said: Claim) -> bool:
    return is_clause(said.standalone[0]) or len(said.standalone[0].split()) >= LONG


def _distinct(found: Sequence[Claim]) -> list[Claim]:
    """Leave out what is said jointly, or again in the same words, but for the nearest."""
    joint = {said.attribution.id: said for said in reversed(found)}
    return list({said.standalone[0]: said for said in joint.values()}.values())[::-1]


def _may_answer(claim: Claim, other: Claim) -> bool:
    if other.source == claim.source:
        return False
    mine, theirs = claim.attribution, other.attribution
    if mine.id == theirs.id or other.id == claim.via or claim.id == other.via:
        return False
    return theirs.content[-1].end <= _start(claim) or theirs.content[0].end <= _start(claim)


def _start(claim: Claim) -> int:
    spans = claim.attribution.content
    return spans[0].start


def _distance(article: Article, before: Claim, claim: Claim) -> int:
    first = article.sentences_at(before.attribution.content[-1])
    second = article.sentences_at(Span(_start(claim), _start(claim) + 1))
    return second[0] - first[-1] if first and second else NEAR + 1


@dataclass(frozen=True, slots=True)
class _Around:
    """A claim and what was said before it, by whom."""

    article: Article
    claim: Claim
    earlier: Sequence[Claim]
    called: _Called

    def fitting(self) -> list[Claim]:
        """Return the claims that it may answer, the nearest first."""
        told = (one for one in reversed(self.earlier) if not one.empty)
        return [one for one in told if _may_answer(self.claim, one)]

    def within(self, said: Sequence[Claim], reach: int) -> list[Claim]:
        """Leave out what stands more sentences back than `reach`."""
        return [one for one in said if _distance(self.article, one, self.claim) <= reach]


@dataclass(frozen=True, slots=True)
class _Called:
    """How claims' sources are called in an article."""

    article: Article
    sources: Mapping[str, Source]

    def of(self, owner: str, fitting: Sequence[Claim]) -> list[Claim]:
        """Return the claims of an owner; not of "the diary of Orr" where Orr speaks too."""
        owned = [said for said in fitting if self.is_of(owner, said)]
        first = [said for said in owned if self._is_head(owner, said)]
        return first or owned

    def _is_head(self, owner: str, claim: Claim) -> bool:
        head = re.split(r" (?:by|of|from|in|held|for) ", self.sources[claim.source].name)[0]
        return owner.lower() in head.lower()

    def is_of(self, owner: str, claim: Claim) -> bool:
        """Whether a claim is made by somebody so called: by name, or in a mention's words."""
        source = self.sources[claim.source]
        words = owner.lower()
        names = [name.lower() for name in (source.name, *source.aliases)]
        parts = [part for name in names for part in (name, *name.split())]
        if any(part == words or part.endswith(words) or _same_land(part, words) for part in parts):
            return True
        return any(re.search(rf"\b{re.escape(words)}\b", said) for said in self._mentions(source))

    def is_named(self, noun: str, claim: Claim) -> bool:
        """Whether a claim is that of a letter, a film, as its mentions in the article have it."""
        source = self.sources[claim.source]
        own = " ".join(span.of(self.article.text) for span in claim.attribution.source)
        called = f"{source.name} {own}".lower()
        return bool(re.search(rf"\b(?:{MAKERS.get(noun, noun)})s?\b", called))

    def _mentions(self, source: Source) -> Iterator[str]:
        for span in source.mentions:
            yield " ".join(span.of(self.article.text).split()).lower()


def _same_land(noun: str, adjective: str) -> bool:
    """Whether "Varnian" goes with "Varnia": all but their endings agree."""
    stem = noun.replace("'s", "").replace("’s", "")[:-1]
    return len(stem) > 3 and adjective.startswith(stem)
