"""Positions of sources that speak of their own acts.

Whoever is said to have done something and denies it has an interest in being believed, whatever
is so. Who counts the dead, or says whom it pulled out, has none. The rules are cautious: words
must name the source as the doer, or it must speak of "our" and "its" own itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from attrib.records import Claim, Kind, Position, Proposition, Source, SourceKind, Stance

DISPUTED = (Kind.DENIAL, Kind.RESPONSIBILITY)
NATIONAL = (SourceKind.PARTY, SourceKind.OFFICIAL, SourceKind.UNNAMED)  # speak for a country
INDIVIDUAL = (SourceKind.PERSON, SourceKind.OFFICIAL)  # may be called by a surname

# What a body is called for short, words for one body together.
HEADS = tuple(
    tuple(alike.split(", "))
    for alike in (
        "government, regime, administration", "army, military, troops", "armed forces", "air force",
        "navy", "coastguard", "police", "ministry", "militia", "rebels, insurgents", "command",
        "company, firm", "airline", "operator", "plant", "bank", "union", "party", "council",
        "hospital", "court", "agency",
    )
)  # fmt: skip
# Those by whom a body acts: "Orravan jets", "the government's forces".
FORCES = (
    r"(?:(?:own|air|military|naval|government|regime|fighter|war|armed|army|navy|ground|security) "
    r")?"
    r"(?:forces?|troops|soldiers|jets?|warplanes?|planes?|aircrafts?|helicopters?|drones?|army|"
    r"military|navy|police|officers|crews?|artillery|vessels?|boats?|ships?|fighters|airstrikes?|"
    r"strikes?|raids|bombers?|missiles?|rockets?|shells?|government|regime|staff|workers|plants?)"
)
# Who speaks for a body: a military source for the military.
SPEAKER = r"(?:sources?|officials?|commanders?|spokes\w+|statement|leadership|authorities)"
NOT = r"(?:not|never|no|nothing|nobody|none|\w+n['’]t)"
ATTITUDES = r"(?:think|believe|know|see|want|wish|recogni[sz]e|accept|expect|agree|comment|intend)"
CHARGES = (
    r"(?:any |all |the |these |those )?(?:reports?|accusations?|allegations?|claims?|charges?)"
)
OWN = r"(?:(?:any|some|all|none|one) of )?(?:its|our|my)(?: [\w-]+){1,3}?"

# What stands before a name where it is the subject of the whole, of a clause, or the agent.
# fmt: off
_OPENING = re.compile(
    r"^(?:that )?(?:(?:any|some|all|none|one|two|members|units|elements) of )?(?:the |an? |any )?$",
    re.I)
_BY = re.compile(r"\bby (?:the |an? |its )?$", re.I)
_WITHIN = re.compile(
    r"(?:(?<!of )(?<!in )(?<!on )(?<!at )(?<!to )(?<!for )(?<!near )(?<!from )(?<!with )"
    r"(?<!against )\bthe |\b(?:that|after|when|where|because|whether|and|while|before|as) )$", re.I)
# What stands after it.
_SUFFERS = re.compile(
    r"^ (?:was|were|is|are|(?:has|have|had) been)(?: \w+ly)? (?!involved|engaged)"
    r"(?:\w+ed|hit|shot|struck|slain|hurt|driven|taken|beaten)\b", re.I)
_DOES = re.compile(
    r"^(?: (?:had|has|have|was|were|is|are|did|also|\w+ly))* (?!den|reject|refus|report|call|ask|"
    r"dismiss|declin|accus|claim|add)(?:\w+ed|\w+ing|hit|shot|struck|sank|blew|fire|behind|"
    r"responsible|to blame)\b", re.I)
_NEGATED = re.compile(rf"^(?: \w+)? {NOT}\b(?! {ATTITUDES})", re.I)
# Words of the source itself.
_OWNS = re.compile(rf"^(?:that )?(?:{CHARGES} (?:that )?(?:it|{OWN})|we|I|{OWN})\b", re.I)
_OWNS_NOT = re.compile(
    rf"^(?:that )?(?:(?:we|I|{OWN})(?: \w+)? {NOT}|none of (?:its|our))\b(?! {ATTITUDES})", re.I)
_SHARE = re.compile(
    r"^(?:(?:any|all|a|direct|its|his|her|their) )*(?:responsibility|involvement|role|part|hand|"
    r"wrongdoing|complicity|guilt|blame|liability|culpability|participation)\b", re.I)
# fmt: on


def mark_interest(
    propositions: Sequence[Proposition], claims: Sequence[Claim], sources: Sequence[Source]
) -> tuple[Proposition, ...]:
    """Return the propositions with each position marked that is taken on its source's own act.

    Marked is who denies

    - what its own words say of itself ("that any of its boats had fired", "any role in it");
    - what another asserts of it by name, in the same proposition;

    and who asserts

    - where the proposition is a denial or about responsibility, that it did not do something ("our
      crews did not fire");
    - of responsibility, what excludes, within the issue, what another asserts of it by name.
    """
    told = _Told(
        {claim.id: claim for claim in claims},
        {source.id: source for source in sources},
        _asserted(propositions),
    )
    return tuple(
        replace(
            one,
            positions=tuple(
                replace(position, interested=_is_interested(position, one, told))
                for position in one.positions
            ),
        )
        for one in propositions
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """Claims and sources by id, and what is asserted in each issue: proposition and position."""

    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    asserted: Mapping[str, Sequence[tuple[str, Position]]]


def _asserted(propositions: Sequence[Proposition]) -> dict[str, list[tuple[str, Position]]]:
    asserted: dict[str, list[tuple[str, Position]]] = defaultdict(list)
    for proposition in propositions:
        for position in proposition.positions:
            if position.stance is Stance.ASSERTS:
                asserted[proposition.issue].append((proposition.id, position))
    return asserted


def _is_interested(position: Position, proposition: Proposition, told: _Told) -> bool:
    source = told.sources[position.source]
    denies = position.stance is Stance.DENIES
    if (
        source.kind is SourceKind.UNKNOWN
        or not denies
        and (position.stance is Stance.UNCOMMITTED or proposition.kind not in DISPUTED)
    ):
        return False
    names = _names_of(source.kind, (source.name, *source.aliases))
    own = [told.claims[id] for id in position.claims]
    if any((_denies_own if denies else _says_it_did_not)(claim, names) for claim in own):
        return True
    if not denies:
        confesses = any(_blames(claim, names) for claim in own)
        if confesses or proposition.kind is not Kind.RESPONSIBILITY:
            return False
    return any(_blames(claim, names) for claim in _opposing(position, proposition, told))


def _opposing(position: Position, proposition: Proposition, told: _Told) -> Iterator[Claim]:
    """Yield the assertions of others that cannot hold together with a position."""
    denies = position.stance is Stance.DENIES
    for id, other in told.asserted[proposition.issue]:
        if (id == proposition.id) is denies and other.source != position.source:
            yield from (told.claims[claim] for claim in other.claims)


def _put(claim: Claim) -> tuple[str, ...]:
    return (*claim.standalone[:1], claim.proposition)


def _denies_own(claim: Claim, names: re.Pattern[str]) -> bool:
    if _OWNS.search(claim.proposition) or _SHARE.search(claim.proposition):
        return True
    return _blames(claim, names)


def _says_it_did_not(claim: Claim, names: re.Pattern[str]) -> bool:
    if _OWNS_NOT.search(claim.proposition):
        return True
    return any(
        _OPENING.search(words[: match.start()]) and _NEGATED.search(words[match.end() :])
        for words in _put(claim)
        for match in names.finditer(words)
    )


def _blames(claim: Claim, names: re.Pattern[str]) -> bool:
    """Whether a claim is about something that the source of these names does."""
    return any(_is_doer(names, words) for words in _put(claim))


def _is_doer(names: re.Pattern[str], words: str) -> bool:
    for match in names.finditer(words):
        before, after = words[: match.start()], words[match.end() :]
        if _BY.search(before):
            return True
        if _SUFFERS.search(after) or _NEGATED.search(after):
            continue
        if _OPENING.search(before) or _WITHIN.search(before) and _DOES.search(after):
            return True
    return False


@lru_cache(maxsize=50_000)
def _names_of(kind: SourceKind, called: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds a source in a text: its names, with the forces that are its own."""
    forms = dict.fromkeys(form for name in called for form in _forms(kind, name))
    either = "|".join(sorted(forms, key=len, reverse=True)) or r"(?!)"
    # "The navy's report" is no act of the navy, but "the navy's boats" are the navy.
    return re.compile(
        rf"(?<![\w-])(?:(?:{either})(?:(?:['’]?s)? {FORCES})?|{_nation(kind, called)})"
        r"(?![\w-]|['’]s)",
        re.IGNORECASE,
    )


def _forms(kind: SourceKind, name: str) -> Iterator[str]:
    words = re.sub(r"^(?:the|an?) ", "", name, flags=re.IGNORECASE)
    if len(words) < 2:
        return
    yield re.escape(words)
    head = re.split(r" (?:of|for|in|from) ", words)[0]
    initials = "".join(re.findall(r"\b[A-Z]", words))
    if len(initials) > 1:
        yield f"(?-i:{initials})"
    for alike in HEADS:
        if any(re.search(rf"(?:^| ){one}(?: {SPEAKER})?$", head, re.IGNORECASE) for one in alike):
            yield from alike
    if kind in INDIVIDUAL and re.fullmatch(r"[A-Z][\w-]+(?: [\w-]+){1,3}", words):
        yield rf"(?-i:{re.escape(words.split()[-1].removeprefix('al-'))})"


def _nation(kind: SourceKind, called: Sequence[str]) -> str:
    """Return a pattern for "Orravan jets" and the like of a source from Orrava."""
    if kind not in NATIONAL:
        return r"(?!)"
    places = {w for name in called for w in re.findall(r"\b[A-Z][a-z]{3,}", name)}
    stems = {re.sub(r"(?:i?an|ish|[aeiouy]+)s?$", "", place) for place in places}
    either = "|".join(sorted(stem for stem in stems if len(stem) > 2))
    return rf"(?-i:(?:{either})\w{{0,4}}) {FORCES}" if either else r"(?!)"
