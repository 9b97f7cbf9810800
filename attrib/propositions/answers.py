"""Answers → what they answer: "the charge", "that is a lie" → the claim that stands before.

An answer is filled only from a claim of another speaker that stands close by and takes a stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from attrib.propositions.words import is_clause
from attrib.records import Article, Claim, Source, Span, Stance

NEAR = 3  # sentences back; a bare "it" looks back one, "Orr's charge" twice as far
CHARGE = (
    r"(?:claim|report|allegation|accusation|charge|suggestion|assertion|rumou?r|account|"
    r"version|explanation|contention|insinuation|finding|complaint|story|denial)s?"
)
FIGURE = r"(?:figure|number|count|toll|estimate|total|sum)s?"
OWNER = r"(?:(?P<owner>(?:the )?[\w’'.-]+(?: [\w’'.-]+){0,2}?)['’]s? |(?P<his>his|her|its|their) )"
ANAPHOR = re.compile(
    rf"^(?:(?:the|this|that|these|those|such|any such|all such|both|all|the same|all the) |{OWNER})"
    rf"(?:(?P<kind>\w+) )?(?:(?P<figure>{FIGURE})|(?P<charge>{CHARGE}))$",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"^(?:it|that|this|so)$|^(?:all|every word|none) of (?:it|this|that)$", re.I)
FALSE = (
    r"(?:an? (?:\w+ )?(?:lie|fabrication|invention|smear|slander|fantasy|hoax|falsehood|myth)|"
    r"lies|(?:\w+ly )?(?:false|untrue|baseless|groundless|unfounded|nonsense|invented|"
    r"fabricated|made up|rubbish)|not true|wrong|not so)"
)
SUBJECT = (
    rf"(?:it|that|this|all of (?:it|this|that)|everything|(?:the|this|that|these|those|"
    rf"{OWNER})(?: ?\w+)? ?{CHARGE})"
)
REJECTION = re.compile(
    rf"^(?:(?:{SUBJECT} )?(?:is|was|are|were)(?: all| simply| just)? )?{FALSE}"
    r"(?:,? (?:every \w+|from .+|\w+ and \w+))?[.!]?$"
    r"|^(?:it|that|this|no such thing|nothing of the (?:kind|sort)) (?:never|did not|didn['’]t) "
    r"(?:ever )?(?:happen(?:ed)?|took place|occur(?:red)?)[.!]?$"
    r"|^no such thing (?:had )?(?:ever )?happened[.!]?$"
    r"|^(?:there (?:is|was) )?no truth (?:in|to) (?:it|that|this|them)$",
    re.IGNORECASE,
)
CONFIRMATION = re.compile(r"\b(?:confirm|corroborat)\w*")
REPEATING = re.compile(r"\b(?:confirm|corroborat|bear|bore|ga?ve|repeat)\w*")
SAME = re.compile(rf"^(?:the same|that|this) (?:{FIGURE}|{CHARGE})$", re.IGNORECASE)
NARRATED = re.compile(
    r"\b(?:rumours?|rumors?|reports?|allegations?|claims?|accusations?|suggestions?|suspicions?|"
    r"talk) that (.+?)(?=[.,;]| (?:went|has|have|spread|was|were|is|are|circulat\w+|had) "
    r"(?:round|been|circul\w+|spread|around|denied|rejected|made)\b)"
)
DENIED = "It is not true that "


@dataclass(frozen=True, slots=True)
class Said:
    """An earlier claim and how it stands alone."""

    claim: Claim
    words: tuple[str, ...]


def fill_answer(
    claim: Claim, *, article: Article, earlier: Sequence[Said], sources: Sequence[Source], cue: str
) -> tuple[str, ...]:
    """Return what the claim is about where it only points at another claim, else ().

    The result is what is denied or confirmed; a bare rejection is the negated proposition.
    """
    words = claim.proposition.strip("\"“”‘’' ")
    rejection = claim.stance is Stance.ASSERTS and REJECTION.match(words)
    anaphor = ANAPHOR.match(words)
    if not rejection and not _points(words, claim, cue):
        return ()
    if clause := _narrated(claim, article=article):
        return (negated(clause),) if rejection else (clause,)
    found = _answered(claim, anaphor, article=article, earlier=earlier, sources=sources)
    answers = found[: 2 if words.lower().startswith("both ") else 1]
    return tuple(part for said in answers for part in _answer(said, rejected=bool(rejection)))


def _answer(said: Said, *, rejected: bool) -> tuple[str, ...]:
    if (said.claim.stance is Stance.DENIES) != rejected:
        return (negated(said.words[0]),)
    return said.words


def _narrated(claim: Claim, *, article: Article) -> str | None:
    """Return the clause of "A rumour that …" where the writer, in the sentence before, put one."""
    at = article.sentences_at(Span(_start(claim), _start(claim) + 1))
    begin = article.sentences[max(0, at[0] - 1)].start
    clauses = NARRATED.findall(article.text[begin : article.sentences[at[0]].start])
    return clauses[-1].strip() if len(clauses) == 1 and is_clause(clauses[0]) else None


def negated(words: str) -> str:
    """Return the words under "It is not true that", or freed of it."""
    if words.startswith(DENIED):
        return words.removeprefix(DENIED)
    lower = words if words[:2].isupper() or not _opens_low(words) else words[0].lower() + words[1:]
    return DENIED + lower


def _opens_low(words: str) -> bool:
    opening = r"(?:The|A|An|This|That|It|He|She|They|There|Nobody|Nothing|No|All|Every|Its|Some)\b"
    return bool(re.match(opening, words))


def _points(words: str, claim: Claim, cue: str) -> bool:
    if claim.stance is Stance.DENIES:
        return bool(ANAPHOR.match(words) or PRONOUN.match(words))
    if CONFIRMATION.search(cue) and PRONOUN.match(words):
        return True
    return bool(REPEATING.search(cue) and SAME.match(words))


def _answered(
    claim: Claim,
    anaphor: re.Match[str] | None,
    *,
    article: Article,
    earlier: Sequence[Said],
    sources: Sequence[Source],
) -> list[Said]:
    """Return the earlier claims that fit, the nearest first, if close or named by speaker."""
    owner = _owner(anaphor) if anaphor else None
    reach = NEAR * 2 if owner else NEAR if anaphor else 1
    names = {source.id: {source.name, *source.aliases} for source in sources}
    found: list[Said] = []
    for said in reversed(earlier):
        if not _may_answer(claim, said.claim):
            continue
        if owner:
            if not _is_called(owner, names.get(said.claim.source, set())):
                continue
        if _distance(article, said.claim, claim) > reach:
            break
        if anaphor and anaphor["figure"] and not said.claim.quantities:
            continue
        if not is_clause(said.words[0]):
            break
        if any(other.claim.attribution.id == said.claim.attribution.id for other in found):
            continue
        found.append(said)
    return found


def _owner(anaphor: re.Match[str]) -> str | None:
    """Return whose claim it is: "Orr's account", "the Varnian report"."""
    kind = anaphor["kind"] or ""
    return anaphor["owner"] or (kind if kind[:1].isupper() else None)


def _may_answer(claim: Claim, other: Claim) -> bool:
    if other.source == claim.source or other.stance is Stance.UNCOMMITTED:
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


def _is_called(owner: str, names: set[str]) -> bool:
    words = owner.removeprefix("the ").removeprefix("The ").lower()
    parts = [part for name in names for part in (name.lower(), *name.lower().split())]
    return any(part == words or part.endswith(words) or _same_land(part, words) for part in parts)


def _same_land(noun: str, adjective: str) -> bool:
    """Whether "Varnian" goes with "Varnia": all but their endings agree."""
    stem = noun.replace("'s", "").replace("’s", "")[:-1]
    return len(stem) > 3 and adjective.startswith(stem)
