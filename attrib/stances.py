"""Stance from the cue and its context: asserts, denies or uncommitted.

Three tables of patterns, tried in order, the first that fits deciding: what withholds a stand
("declined to comment"), what rejects ("dismissed as baseless"), and what a plain cue's content
opens with ("said it was unaware of …", "there was no truth in …"). All else asserts. The tables
were written against the statements of the dossiers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from attrib.records import Stance

# Words for "untrue" that turn "called X …" and "X was …" into a denial of X.
UNTRUE = (
    r"[\"“‘']?(?:an? |the |pure |completely |totally |entirely |utterly |simply |plainly |sheer |"
    r"mere |"
    r"wholly |wildly |deliberate |malicious |outright |absolute |complete |total |patently )*"
    r"[\"“‘']?"
    r"(?:lies?|false(?:hoods?)?|baseless|groundless|unfounded|untrue|nonsens\w*|absurd\w*|"
    r"ludicrous|"
    r"fabricat\w*|fak(?:e|ed|ery)|inventions?|invented|fictions?|fantas\w+|propaganda|slander\w*|"
    r"libel\w*|smears?|hoax\w*|staged|staging|myths?|fairy tales?|fables?|rumou?rs?|"
    r"disinformation|misinformation|without (?:any )?(?:foundation|basis|merit)|"
    r"not (?:true|correct|accurate)|incorrect|wrong|ridiculous|preposterous|rubbish|garbage|"
    r"made[- ]up|concocted|bogus|malicious|inaccurate)\b"
)
REPORT_NOUNS = (
    r"(?:claims?|reports?|allegations?|accusations?|charges?|suggestions?|assertions?|rumou?rs?|"
    r"stor(?:y|ies)|accounts?|statements?|idea|notion|figures?|numbers?|insinuations?|versions?|"
    r"findings?|contention|theory|tale|complaints?|criticism)"
)
LABELLING = r"\b(?:call|brand|describ|label|term|characteri[sz]|denounc|condemn|decri)\w*"

WITHHOLDS = re.compile(
    r"\b(?:declin\w+|"
    r"refus\w+ to (?:\w+ly )?(?:say|comment|confirm|discuss|answer|speculate|disclose|reveal|name|"
    r"identify|be drawn|take questions)|"
    r"neither .{0,40}\bnor\b|stopp\w* short|unaware|not aware|unable to|"
    r"no (?:comment|record|information|knowledge|independent|immediate)|nothing to add|"
    r"never (?:den|disput|contest|reject|confirm|comment)\w*|"
    r"(?:could|ca|can|would|wo|did|do|does|will|has|have|had|was|were|is|are)(?: not|n['’]t) "
    r"(?:\w+ly )?(?:say|said|comment\w*|confirm\w*|verif\w+|specif\w+|elaborat\w*|know|known|"
    r"discuss\w*|"
    r"answer\w*|respond\w*|repl\w+|identif\w+|be drawn|speculat\w*|rul\w+ out|exclud\w*|"
    r"establish\w*|"
    r"determin\w+|den\w+|disput\w+|tell|disclos\w*|in a position|give|given|take|contest\w*|"
    r"reject\w*)|"
    r"cannot (?:\w+ly )?(?:say|confirm|verify|comment|rule out|tell|exclude)|"
    r"(?:would|could) neither|left (?:it )?open|(?:would|will) not be drawn|"
    r"(?:is|was|are|were) (?:still )?(?:checking|examining|looking|investigating|reviewing|"
    r"considering)|"
    r"look\w* into|investigat\w+ (?:whether|if|how|who)|wonder\w*|ask(?:ed|s|ing)? (?:whether|if|"
    r"why))\b",
    re.IGNORECASE,
)
REJECTS = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|disput(?:e|es|ed|ing)|refut\w+|"
    r"rebut\w*|"
    r"rebuff\w*|repudiat\w+|contest(?:s|ed|ing)?|disavow\w*|disown\w*|disclaim\w*|debunk\w*|"
    r"contradict\w*|pooh-poohed|ridicul\w+|scoff\w*|scorn\w*|laughed off|brush\w+ (?:aside|off)|"
    r"wav\w+ (?:away|aside|off)|shot down|ruled out|rul(?:es|ing) out|took issue|takes issue|"
    r"bristled at|disagree[sd]?\w*|(?:did|does|do) not agree|plead\w* not guilty|"
    r"no truth (?:in|to)|nothing to do with|no part in|not true|untrue|"
    r"(?:said|says|say|insist\w*|maintain\w*|stress\w*|add\w*) (?:that )?(?:it|he|she|they|we|I) "
    r"(?:had|has|have|did|does|do|was|were|is|are) (?:not|never))\b"
    r"|" + UNTRUE,
    re.IGNORECASE,
)
HEDGED_CONTENT = re.compile(
    r"^[\"“‘']?(?:that )?(?:(?:it|he|she|they|we|I|its?|their|the \w+|no one|nobody)\b )?"
    r"(?:(?:was|were|is|are|am|had|has|have|been|be|would|will|could|can|did|do|does|still|also|"
    r"yet|"
    r"only|currently|now) )*"
    r"(?:(?:not|n['’]t) (?:yet )?(?:aware|in a position|comment\w*|speculat\w*|confirm\w*|verif\w+|"
    r"know|known|say|able to|identif\w+|establish\w*|tell|determin\w+|discuss\w*|received any|"
    r"rule out|clear)|"
    r"cannot (?:comment|confirm|say|verify|speculate|rule out|tell)|"
    r"unaware|unable to|no (?:comment|information|record|knowledge|independent|reliable|details)|"
    r"nothing to add|look(?:ing|ed)? into|investigating|examining|reviewing|checking|assessing|"
    r"studying|awaiting|waiting (?:for|to)|seeking|trying to (?:establish|find out|determine|"
    r"verify)|"
    r"too (?:early|soon)|premature|yet to (?:establish|confirm|determine|verify|identify)|"
    r"neither confirm|wait for)\b",
    re.IGNORECASE,
)
REJECTING_CONTENT = re.compile(
    r"^[\"“‘']?(?:that )?(?:there (?:was|is|were|are) (?:absolutely |simply )?no truth (?:in|to|"
    r"that)\s*"
    r"|(?:it|this|that) (?:was|is) (?:simply |absolutely )?(?:not true|untrue|a lie|false|"
    r"nonsense) that\s+)",
    re.IGNORECASE,
)
UNTRUE_REPORT = re.compile(
    r"^[\"“‘']?(?P<what>(?:the|these|those|such|any|all|both)? ?(?:\w+['’]s? )?(?:\w+ )?"
    + REPORT_NOUNS
    + r"\b.*?),? (?:was|were|is|are|had been|has been) "
    + UNTRUE
    + r".{0,30}$",
    re.IGNORECASE | re.DOTALL,
)
LABELLED_UNTRUE = re.compile(
    r"^(?P<what>.+?),? (?:as )?(?P<label>" + UNTRUE + r".{0,40})$", re.IGNORECASE | re.DOTALL
)
AUXILIARIES = re.compile(
    r"(?:\b(?:did|does|do|has|have|had|would|could|can|ca|will|wo|is|was|were|are)(?:n['’]t)?\b"
    r"|\b(?:neither \w+ nor|neither|never|not|still)\b|\bcannot\b"
    r"|\bdeclin\w+ to\b|\brefus\w+ to\b|\bunable to\b|\bno\b|\b\w+ly\b|\s)+$",
    re.IGNORECASE,
)
OPEN_ENDED = re.compile(r"(?:\b(?:not|cannot|to|neither)|n['’]t)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StancedContent:
    """A stance and what it is taken on, with the words of rejection taken out."""

    stance: Stance
    content: str


def detect_stance(cue: str, content: str, *, before: str = "", after: str = "") -> StancedContent:
    """Read the stance of a cue towards its content.

    `before` and `after` are the words of the sentence around the cue: "did not" before "deny"
    and "a lie" after "called the report" count.
    """
    auxiliaries = AUXILIARIES.search(before)
    phrase = f"{auxiliaries.group().strip() if auxiliaries else ''} {cue}".strip()
    verb = content.split(" ", 1)[0]
    whole = f"{phrase} {verb}" if OPEN_ENDED.search(phrase) else phrase
    if WITHHOLDS.search(whole):
        return StancedContent(Stance.UNCOMMITTED, content)
    if re.match(LABELLING, cue, re.IGNORECASE):
        return _labelled(phrase, content, after)
    if REJECTS.search(phrase):
        return StancedContent(Stance.DENIES, _without_label(content))
    return _read_content(content)


def _labelled(phrase: str, content: str, after: str) -> StancedContent:
    if match := LABELLED_UNTRUE.match(content):
        return StancedContent(Stance.DENIES, match["what"])
    follows = re.match(r"[\s,\"”]*(?:as )?" + UNTRUE, after, re.IGNORECASE)
    if follows or re.search(UNTRUE, phrase, re.IGNORECASE):
        return StancedContent(Stance.DENIES, content)
    return StancedContent(Stance.ASSERTS, content)


def _without_label(content: str) -> str:
    """Take the label off: "dismissed the report as baseless" denies the report."""
    match = re.match(r"^(?P<what>.+?),? as " + UNTRUE, content, re.IGNORECASE | re.DOTALL)
    return match["what"] if match else content


def _read_content(content: str) -> StancedContent:
    if match := REJECTING_CONTENT.match(content):
        return StancedContent(Stance.DENIES, content[match.end() :] or content)
    if match := UNTRUE_REPORT.match(content):
        return StancedContent(Stance.DENIES, match["what"])
    if HEDGED_CONTENT.match(content):
        return StancedContent(Stance.UNCOMMITTED, content)
    return StancedContent(Stance.ASSERTS, content)
