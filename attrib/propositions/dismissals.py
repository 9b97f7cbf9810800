"""Dismissals of all that somebody claims: "Orr's suit has no merit", "criticism from Orr and Venn".

Pointers read what takes up one claim; here one may stand for several, of an owner who is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from attrib.propositions.pointers import BE, CHARGE, DOCUMENT, FALSE, TITLE
from attrib.records import Claim, Stance

DISMISSED = rf"(?:{CHARGE}|{DOCUMENT}|(?:law)?suits?|attacks?|objections?|complaints?)"
WRITTEN = (
    r"(?:reports?|(?:law)?suits?|briefs?|articles?|books?|movies?|films?|letters?|studies|study)"
)
# A suit or a letter claims several things.
MANY = re.compile(r"\w+s$|(?:law)?suit$|letter$", re.IGNORECASE)
NAME = r"(?:the )?(?-i:[A-Z])[\w’'.-]*(?: (?-i:[A-Z])[\w’'.-]*){0,3}"
OWNED = (
    rf"(?:(?P<all>all|every one|each)(?: of)? )?(?:(?:the|those|these) {DISMISSED} in )?"
    rf"(?P<owner>(?:the [\w-]+|{NAME}))(?:['’]s|(?<=s)['’]) (?:[\w-]+ )?(?P<noun>{DISMISSED})"
    r"(?: (?:of|about|on|against|over) (?P<topic>.+?))?"
)
GIVEN_BY = (
    rf"(?:(?:all|the|all the) )?(?P<noun>{DISMISSED}) (?:by|from) "
    rf"(?P<owner>{NAME}(?:, {NAME})*(?:,? and {NAME})?)"
)
YOURS = rf"(?:(?P<all>all) )?(?P<owner>your) (?:[\w-]+ )?(?P<noun>{DISMISSED})"
BASELESS = (
    rf"{BE}(?: all| simply| just| \w+ly)? (?:{FALSE}|meritless|without (?:any )?(?:merit|"
    r"foundation|basis|substance)|unsupported|inaccurate|(?:an? )?distortions?)|"
    r"(?:has|have|had) no (?:merit|substance|basis|foundation)|"
    r"(?:do|does|did)(?: not|n['’]t) hold (?:up|water|(?:any )?weight)"
)
SAID = tuple(
    re.compile(rf"^(?:that )?{whose} (?:{BASELESS})(?:(?:,| and) .+)?$", re.IGNORECASE)
    for whose in (OWNED, GIVEN_BY, YOURS)
)
DENIED = tuple(re.compile(rf"^{whose}$", re.IGNORECASE) for whose in (OWNED, GIVEN_BY))
LABELLED = re.compile(
    rf"^(?:the|these|those|this|that) (?:[\w-]+ ){{0,3}}?(?P<noun>{WRITTEN})$",
    re.IGNORECASE,
)
LABELLING = re.compile(r"\b(?:call|label|brand|describ|denounc|deem|dismiss)\w*\b", re.IGNORECASE)
ADDRESSED = re.compile(rf"\b(?:told|tells|telling|to) (?P<owner>{NAME})")


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Whose claims are dismissed: `owners` as the words call them, or a `document` that says them.

    `topic` is what the claims are about; `several` whether more than one may be meant; `rejects`
    whether the words themselves say that they are false.
    """

    owners: tuple[str, ...] = ()
    document: str = ""
    topic: str = ""
    several: bool = False
    rejects: bool = False


def read_dismissal(claim: Claim, cue: str) -> Dismissal | None:
    """Return whose claims a claim dismisses, None where it does something else."""
    words = re.sub(r"[\"“”‘]|(?<!\w)’|(?<=\s)'", "", claim.proposition).strip(" .!")
    if claim.stance is Stance.ASSERTS:
        match = next(filter(None, (pattern.match(words) for pattern in SAID)), None)
        return _dismissal(match, cue, rejects=True) if match else None
    if claim.stance is not Stance.DENIES:
        return None
    if match := next(filter(None, (pattern.match(words) for pattern in DENIED)), None):
        return _dismissal(match, cue, rejects=False)
    match = LABELLED.match(words) if LABELLING.search(cue) else None
    return Dismissal(document=_singular(match), several=_is_many(match)) if match else None


def _dismissal(match: re.Match[str], cue: str, *, rejects: bool) -> Dismissal | None:
    found = match.groupdict()
    owners = found["owner"]
    if owners.lower() == "your":
        addressed = ADDRESSED.search(cue)
        owners = addressed["owner"] if addressed else ""
    names = tuple(_bare(name) for name in re.split(r",? and |, ", owners) if name)
    several = bool(found.get("all")) or _is_many(match)
    topic = found.get("topic") or ""
    return Dismissal(names, topic=topic, several=several, rejects=rejects) if names else None


def _bare(name: str) -> str:
    return TITLE.sub("", re.sub(r"^the ", "", name, flags=re.IGNORECASE))


def _is_many(match: re.Match[str]) -> bool:
    return bool(MANY.match(match["noun"]))


def _singular(match: re.Match[str]) -> str:
    return re.sub(r"ies$", "y", match["noun"].lower()).removesuffix("s")
