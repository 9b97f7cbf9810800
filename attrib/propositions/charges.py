"""Charges → what somebody is said to have done: "accused | the army of looting the shop"."""

from __future__ import annotations

import re

from attrib.propositions.gerunds import gerund_clause, was
from attrib.propositions.words import is_clause, is_gerund, lowered

ACCUSES = re.compile(r"\b(?:accus|suspect|convict)\w*\b", re.IGNORECASE)
BLAMES = re.compile(r"\bblam\w*\b", re.IGNORECASE)
# Whoever praises or faults somebody for doing something says that it was done.
JUDGES = re.compile(
    r"\b(?:critici[sz]|slam|blast|condemn|denounc|chastis|fault|lambast|attack|prais|applaud|"
    r"commend|laud|thank|credit|mock|scold|rebuk|berat|assail|hail|ripp|charg|deri)\w*\b",
    re.IGNORECASE,
)
# "accused Orr | of looting", "accused | Orr of looting": one text, wherever the content begins.
VERB = rf"(?:{ACCUSES.pattern}|{BLAMES.pattern}|{JUDGES.pattern})"
OBJECT = re.compile(rf"{VERB}\s+(?P<who>(?!by\b|of\b|for\b).+)$", re.IGNORECASE)
OF_DOING = re.compile(r"^(?P<who>.+?),? (?:of|with) (?P<did>[\"“‘]?(?:not |\w+ly )?[a-z]+ing\b.+)$")
OF = re.compile(r"^(?P<who>(?:(?! of ).)+) of (?P<did>(?:(?! of ).)+)$")
FOR = re.compile(r"^(?P<who>[^,]+?) for (?P<did>.+)$")
ON = re.compile(r"^(?P<what>[^,]+?) on (?P<who>.+)$")
APPOSED = re.compile(r"^(?P<who>[^,]+), (?:who|whose|which|an?|the|his|her|its)\b.*$")
# What somebody may be to blame for; "a padlock on the gate" is blamed itself.
OUTCOME = re.compile(
    r"\b(?:deaths?|attacks?|raids?|crash|fire|incident|failures?|collapse|loss(?:es)?|explosion|"
    r"blast|killings?|shootings?|violence|delays?|defeat|accident|outage|leak|shortages?|unrest)$"
)
QUOTED = re.compile(r"^[\"“‘](?P<did>\w+ing\b[^\"”]*)[\"”’](?P<rest>.*)$")
GUILT = re.compile(r"^(?:an? |the )?(?:[a-z-]+ ){0,3}[a-z-]+(?:[.,]|$)")
SUBJECTS = {"him": "he", "her": "she", "them": "they", "us": "we", "me": "I"}


def tell_charge(words: str, *, cue: str, between: str = "") -> str | None:
    """Return the clause of what somebody is accused of, blamed, faulted or praised for, else None.

    The accused may stand in the content, before it or at the end of the cue.
    """
    if not (ACCUSES.search(cue) or BLAMES.search(cue) or JUDGES.search(cue)):
        return None
    led = re.match(r"^(?!by )(?P<who>.+) (?P<link>of|for)$", between.strip())
    if led:
        return _with_doing(led["who"], words)
    at_end = OBJECT.search(cue)
    whole = (
        f"{at_end['who']} {words}" if at_end and re.match(r"(?:of|for|with)\b", words) else words
    )
    if ACCUSES.search(cue):
        return _accused(whole)
    if BLAMES.search(cue):
        return _blamed(whole)
    match = FOR.match(whole)
    return _with_doing(match["who"], match["did"]) if match else None


def _with_doing(who: str, did: str) -> str | None:
    """Return "the army looted the shop", the marks around what is quoted dropped."""
    subject = _subject(who)
    doing = QUOTED.sub(r"\g<did>\g<rest>", did)
    return gerund_clause(doing, subject, plural=was(subject) == "were") if subject else None


def _accused(words: str) -> str | None:
    if match := OF_DOING.match(words):
        return _with_doing(match["who"], match["did"])
    match = OF.match(words)
    return _guilty(match["who"], match["did"]) if match else None


def _guilty(who: str, what: str) -> str | None:
    """Return "the army was guilty of theft" for a deed that is called by a noun."""
    subject = _subject(who)
    if (
        not subject
        or not GUILT.match(what)
        or is_clause(what)
        or is_gerund(lowered(what.split()[0]))
    ):
        return None
    return f"{subject} {was(subject)} guilty of {what}"


def _blamed(words: str) -> str | None:
    if match := FOR.match(words):
        who = _subject(match["who"])
        made = gerund_clause(match["did"], who, plural=was(who) == "were") if who else None
        return made or (f"{who} {was(who)} responsible for {match['did']}" if who else None)
    if match := ON.match(words):
        if OUTCOME.search(match["what"]) and not is_clause(match["who"]):
            return f"{match['who']} {was(match['who'])} responsible for {match['what']}"
    return None


def _subject(who: str) -> str:
    """Return the accused as a subject, "" where the words are none."""
    who = who.strip()
    if apposed := APPOSED.match(who):
        who = apposed["who"]
    return "" if is_clause(who) else SUBJECTS.get(who, who)
