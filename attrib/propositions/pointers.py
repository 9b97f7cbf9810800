"""Words that only point at a claim: "the charge", "Orr's figures", "that is a lie"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from attrib.records import Claim, Stance

CHARGE = (
    r"(?:claim|report|allegation|accusation|charge|suggestion|assertion|rumou?r|account|tale|"
    r"version|explanation|contention|insinuation|finding|find|complaint|story|storie|denial|"
    r"assessment|reading|verdict|remark|comment|testimony|testimonie|statement|theory|theorie|"
    r"description|diagnosis|conclusion|analysis|interpretation|argument|word|critique|criticism|"
    r"recollection|boast|idea|notion|characteri[sz]ation|portrayal|sentiment|premise)s?"
)
FIGURE = r"(?:figure|number|count|toll|tally|estimate|total|sum|arithmetic)s?"
DOCUMENT = (
    r"(?:paper|recording|letter|certificate|sheet|page|footage|picture|photograph|photo|image|"
    r"film|video|tape|broadcast|log|note|message|document|memo|transcript|receipt|study|survey|"
    r"article|dossier|file|poll|audit)s?"
)
NOUN = rf"(?:(?P<figure>{FIGURE})|(?P<document>{DOCUMENT})|(?P<charge>{CHARGE}))"
NAMED = r"(?P<owner>(?:(?:the|his|her|its|their) )?[\w’'.-]+(?: [\w’'.-]+){0,3}?)['’]s?"
OWNER = rf"(?:{NAMED} |(?P<his>his|her|its|their) )"
POINTING = r"(?:the|this|that|these|those|such|any such|all such|both|all|the same|all the|all of)"
NOUN_PHRASE = rf"(?:{POINTING} (?:these |those |the )?|{OWNER})?(?:(?P<kind>[\w-]+) )?{NOUN}"
# What a claim may be said to be of or by; "the charge of theft" says itself what it is.
DEFINITE = (
    r"(?:(?:the|his|her|their|its) \w+(?: \w+){0,2}|(?-i:[A-Z])[\w’'-]+(?: (?-i:[A-Z])[\w’'-]+)?|"
    r"\d[\d,.]*|(?:ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))"
)
# "that" is no part of a content: "called | accusation"; "a charge" takes up its own sentence.
ANAPHOR = re.compile(
    rf"^(?:(?P<a>an? )(?P<made>{CHARGE})|(?:that )?{NOUN_PHRASE}"
    rf"(?: (?:of|by|about|on|against|from) (?P<of>{DEFINITE}))?)$",
    re.IGNORECASE,
)
SAYS = re.compile(
    r"^(?P<all>what|everything(?: that)?|all(?: that)?) (?P<owner>(?:the |his |her )?[\w’'.-]+"
    r"(?: [\w’'.-]+){0,2}?) (?:had |has |have )?(?:sa(?:id|ys?)|told?|claim\w*|alleg\w+|describ\w+|"
    r"shows?)\b(?: [\w’'.-]+){0,3}$",
    re.IGNORECASE,
)
FALSE = (
    r"(?:an? (?:\w+ )?(?:lie|fabrication|invention|smear|slander|fantasy|hoax|falsehood|myth|"
    r"fable|fairy tale|farce|joke|libel)|lies|fairy tales|(?:pure|sheer|utter|complete) "
    r"(?:invention|fantasy|fiction|nonsense|fabrication|rubbish|propaganda)|"
    r"(?:\w+ly )?(?:false|untrue|baseless|groundless|"
    r"unfounded|nonsense|invented|fabricated|made up|rubbish|absurd|laughable|ridiculous|"
    r"preposterous|ludicrous|fictitious|imaginary|plucked from the air)|"
    r"not (?:true|correct|accurate|right)|wrong|incorrect|mistaken|not so)"
)
THINGS = r"(?:(?:not one|none|nothing) of (?:it|this|that|them|(?:these|those|the) things))"
SUBJECT = rf"(?:it|that|this|all of (?:it|this|that)|everything|they|those|{NOUN_PHRASE})"
BE = r"(?:is|was|are|were|had been|has been|have been)"
TAKE_PLACE = r"(?:happen(?:ed)?|t(?:oo|a)ken? place|occur(?:red)?|is true|was true)"
PRONOUN = re.compile(
    r"^(?:it|that|this|so|them)$|^(?:all|every word|none) of (?:it|this|that)$|"
    rf"^(?:it|that|this) (?:had |has |ever )*{TAKE_PLACE}$",
    re.IGNORECASE,
)
REJECTIONS = tuple(
    re.compile(rf"^{pattern}[.!]?$", re.IGNORECASE)
    for pattern in (
        rf"(?:(?:{SUBJECT} )?{BE}(?: all| simply| just| quite)? )?{FALSE}"
        r"(?:,? (?:every \w+|(?:from|at|for|by) .+|\w+ and \w+))?",
        # "that" at the head is no part of a content: "That cannot be".
        rf"(?:{SUBJECT} )?(?:cannot|could not) (?:be|have been) (?:right|true|correct)",
        rf"(?:{THINGS}|no such thing|nothing of the (?:kind|sort)) (?:ever |had )*{TAKE_PLACE}",
        r"(?:(?:it|that|this) )?(?:ever |had |has )*(?:never|not|did not|didn['’]t) "
        rf"(?:ever |had |have )*{TAKE_PLACE}",
        r"(?:(?:it|that|this) )?(?:is|was) not (?:what|how it) (?:had )?happened",
        r"(?:[\w’'.-]+ ){1,4}(?:had |has |have )?(?:did|done|said|seen|heard|found|ordered|given) "
        r"(?:no such thing|nothing of the (?:kind|sort))",
        r"(?:quite |just )?the (?:opposite|reverse|contrary) (?:is|was) (?:true|the case)",
        r"(?:not so|far from it|not true|nothing of the (?:kind|sort)|not at all|not a bit of it)",
        r"(?:an? )?\w+['’]s (?:fable|fairy tale|invention|fantasy|fantasies)",
        r"(?:there (?:is|was) )?(?:no truth|not a word of truth|nothing) (?:in|to) "
        r"(?:it|that|this|them)",
    )
)
AGREES = re.compile(
    r"^(?P<agree>\w+ (?:agreed with|shared|supported|backed) )?"
    rf"{NOUN_PHRASE}(?P<right> {BE} (?:quite |entirely )?(?:correct|right|true|accurate))?"
    r"(?: of (?:the )?\w+| [\"“].+[\"”])?$",
    re.IGNORECASE,
)
HAD_IT_RIGHT = re.compile(
    r"^(?!(?:he|she|they|i|we|you|who)\b)(?P<owner>(?:the )?[\w’'.-]+(?: [\w’'.-]+){0,2}?) "
    r"(?:had|has|got) it right$",
    re.IGNORECASE,
)
AGREEING = re.compile(r"\b(?:agree|back|shar|support|endors|echo|second)\w*\b", re.I)
CONFIRMATION = re.compile(r"\b(?:confirm|corroborat)\w*")
REPEATING = re.compile(r"\b(?:confirm|corroborat|bear|bore|ga?ve|repeat)\w*")
SAME = re.compile(rf"^(?:the same|that|this) (?:{FIGURE}|{CHARGE})$", re.IGNORECASE)
TITLE = re.compile(r"^(?:mr|mrs|ms|miss|dr|sir|prof)\b\.? ?", re.IGNORECASE)


class Kind(Enum):
    """What a pointer points at."""

    ANY = auto()  # "it", nearest by
    CHARGE = auto()
    FIGURE = auto()
    DOCUMENT = auto()


@dataclass(frozen=True, slots=True)
class Pointer:
    """What words say about the claim that they point at.

    `owner` is whose it is, as the words call them; `about` what it is by or of; `noun` what it is
    called; `here` whether it stands in the same sentence; `rejects` whether the words themselves
    say that it is false.
    """

    kind: Kind = Kind.ANY
    owner: str = ""
    about: str = ""
    noun: str = ""
    several: bool = False
    here: bool = False
    rejects: bool = False


def read_pointer(claim: Claim, cue: str) -> Pointer | None:
    """Return what a claim points at, None where it says something of its own."""
    words = re.sub(r"[\"“”‘]|(?<!\w)’|'(?=$|\s)", "", claim.proposition).strip(" .!")
    if match := next(filter(None, (pattern.match(words) for pattern in REJECTIONS)), None):
        return _pointer(words, match, rejects=True)
    if claim.stance is Stance.DENIES:
        match = ANAPHOR.match(words) or SAYS.match(words)
        return _pointer(words, match) if match or PRONOUN.match(words) else None
    if match := HAD_IT_RIGHT.match(words):
        return Pointer(Kind.CHARGE, owner=match["owner"])
    if CONFIRMATION.search(cue) and PRONOUN.match(words):
        return Pointer()
    if REPEATING.search(cue) and SAME.match(words):
        return _pointer(words, ANAPHOR.match(words))
    match = AGREES.match(words)
    agrees = match and (match["right"] or match["agree"] or AGREEING.search(cue))
    return _pointer(words, match) if agrees else None


def _pointer(words: str, match: re.Match[str] | None, *, rejects: bool = False) -> Pointer:
    found = match.groupdict() if match else {}
    figure, document, charge = (found.get(name) for name in ("figure", "document", "charge"))
    return Pointer(
        kind=_kind(found),
        owner=_owner(found),
        about=(found.get("of") or "") if re.match(r"th|an", words, re.IGNORECASE) else "",
        noun=(figure or document or charge or "").lower().removesuffix("s"),
        several=bool(re.match(r"(?:both|all|everything)\b", words, re.IGNORECASE)),
        here=bool(found.get("a")),
        rejects=rejects,
    )


def _kind(found: dict[str, str]) -> Kind:
    if found.get("figure"):
        return Kind.FIGURE
    if found.get("document"):
        return Kind.DOCUMENT
    told = any(found.get(name) for name in ("charge", "made", "owner"))
    return Kind.CHARGE if told else Kind.ANY


def _owner(found: dict[str, str]) -> str:
    """Return whose claim it is: "Mr Orr's account", "the Varnian report"."""
    kind = found.get("kind") or ""
    owner = found.get("owner") or (kind if kind[:1].isupper() else "")
    return TITLE.sub("", re.sub(r"^(?:the|his|her|its|their) ", "", owner, flags=re.IGNORECASE))
