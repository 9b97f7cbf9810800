"""Stance from the cue and its context: asserts, denies or uncommitted.

Readings are tried in order and the first that fits decides: what withholds a stand ("declined to
comment"), a negation between cue and content ("said it had not | fired"), what labels a claim
("called the report a lie"), what rejects ("dismissed as baseless") or refuses, what asks or leaves
open ("asked whether", "has not accused"), and what a plain cue's content opens with ("said it was
unaware of …"). All else asserts. The patterns are in `patterns`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from attrib.records import Stance
from attrib.stances import patterns
from attrib.stances.answers import is_answer
from attrib.stances.patterns import REPORT_NOUNS

__all__ = ["REPORT_NOUNS", "StancedContent", "detect_stance"]

CLAIM = re.compile(rf"\b{REPORT_NOUNS}\b", re.IGNORECASE)
DOUBTFUL = re.compile(rf"{patterns.DOUBTFUL_NOUNS}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StancedContent:
    """A stance and what it is taken on, with the words of rejection taken out."""

    stance: Stance
    content: str


@dataclass(frozen=True, slots=True)
class _Wording:
    """A cue in its sentence; `phrase` is the cue with the auxiliaries before it."""

    cue: str
    content: str
    before: str
    between: str
    after: str
    source: str
    phrase: str

    @property
    def whole(self) -> str:
        """The phrase, with the content's first words where they finish it ("did not | say")."""
        first, *rest = self.content.split(" ", 2)
        if first in ("to", "against"):
            return " ".join((self.phrase, first, *rest[:1]))
        return f"{self.phrase} {first}" if patterns.OPEN_ENDED.search(self.phrase) else self.phrase

    def as_is(self, stance: Stance) -> StancedContent:
        return StancedContent(stance, self.content)


def detect_stance(
    cue: str,
    content: str,
    *,
    before: str = "",
    between: str = "",
    after: str = "",
    source: str = "",
) -> StancedContent:
    """Read the stance of a cue towards its content.

    `before`, `between` and `after` are the words of the sentence before the cue, from the cue to
    the content that follows it, and after both: "did not" before "deny" and "a lie" after "called
    the report" count. `source` are the source's words ("no official").
    """
    if match := patterns.THEN_SAID.match(cue):
        before, cue = f"{before}{cue[: match.start('said')]}", match["said"]
    auxiliaries = patterns.AUXILIARIES.search(before)
    phrase = f"{auxiliaries.group().strip() if auxiliaries else ''} {cue}".strip()
    wording = _Wording(cue, content, before, between, after, source, phrase)
    found = (stanced for read in READINGS if (stanced := read(wording)))
    return next(found, wording.as_is(Stance.ASSERTS))


def _read_withholding(wording: _Wording) -> StancedContent | None:
    silent = patterns.NOBODY.match(wording.source) and patterns.SAYS.search(wording.cue)
    if silent or patterns.WITHHOLDS.search(wording.whole):
        return wording.as_is(Stance.UNCOMMITTED)
    return None


def _read_between(wording: _Wording) -> StancedContent | None:
    """Read "said it had not | fired"; after a cue that rejects, the two negations cancel."""
    if patterns.REJECTING_LEAD.search(wording.between):
        return wording.as_is(Stance.DENIES)
    if not patterns.NEGATED_BETWEEN.match(wording.between):
        return None
    verb = wording.content.split(" ", 1)[0]
    if patterns.WITHHOLDS.search(f"{wording.between.strip()} {verb}"):
        return wording.as_is(Stance.UNCOMMITTED)
    cancels = patterns.REJECTS.search(wording.phrase)
    return wording.as_is(Stance.ASSERTS if cancels else Stance.DENIES)


def _read_label(wording: _Wording) -> StancedContent | None:
    """Read "called the report a lie", the label inside the content, before it or after it."""
    if not patterns.LABELLING.search(wording.cue):
        return None
    if match := patterns.LABELLED_UNTRUE.match(wording.content):
        return StancedContent(Stance.DENIES, match["what"])
    if any(patterns.LABEL.match(words) for words in (wording.after, wording.between)):
        return wording.as_is(Stance.DENIES)
    if re.search(patterns.UNTRUE, wording.phrase, re.IGNORECASE) or _runs_down(wording):
        return wording.as_is(Stance.DENIES)
    return wording.as_is(Stance.ASSERTS)


def _runs_down(wording: _Wording) -> bool:
    """Whether a claim, named as such, is called anything but true, serious or the like."""
    if " as " in wording.content:
        return False
    named = CLAIM.search(wording.between) or DOUBTFUL.match(_head(wording.content))
    predicate = re.split(r"[.;:!?]", wording.after, maxsplit=1)[0].strip(' ,"“”')
    return bool(named and predicate and not patterns.BELIEVED.search(predicate))


def _head(content: str) -> str:
    """Return a noun phrase from its noun for a claim on, without "the" and the like."""
    return re.sub(r"^(?:the |any |all |such |these |those |that )?(?:\w+['’]s? )?", "", content)


def _is_left_open(wording: _Wording) -> bool:
    """Whether they disagree on a question, raise doubts whether, or dismiss questions."""
    if patterns.DIVIDED.search(wording.cue):
        return bool(patterns.OPEN_MATTER.match(wording.content))
    return bool(
        patterns.DISMISSES.search(wording.cue) and patterns.QUESTIONS.match(wording.content)
    )


def _read_rejection(wording: _Wording) -> StancedContent | None:
    if ":" in wording.between:
        return None
    if _is_left_open(wording):
        return wording.as_is(Stance.UNCOMMITTED)
    mocked = patterns.RUNS_DOWN.search(wording.phrase) and CLAIM.search(wording.content)
    # The cue's preposition may stand outside it: "scoffed | at the idea of".
    phrase = " ".join((wording.phrase, *wording.between.split()[:1]))
    if not (mocked or patterns.REJECTS.search(phrase)):
        return None
    cue, content = wording.cue, wording.content
    if is_answer(cue, content, between=wording.between):
        return wording.as_is(Stance.ASSERTS)
    match = patterns.AS_LABEL.match(content)
    return StancedContent(Stance.DENIES, match["what"] if match else content)


def _read_refusal(wording: _Wording) -> StancedContent | None:
    if patterns.REFUSES.search(wording.whole):
        return wording.as_is(Stance.DENIES)
    return None


def _read_question(wording: _Wording) -> StancedContent | None:
    cue, content = wording.cue, wording.content
    about = wording.between.rstrip().endswith((" about", " if", " whether"))
    asks = patterns.ASKS.search(cue) and (about or patterns.ASKED.match(content))
    responds = "respon" in cue and patterns.RESPONDS.match(f"{cue} {content}")
    if asks or responds or patterns.TAKES_UP.search(cue) or patterns.WHETHER.match(content):
        return wording.as_is(Stance.UNCOMMITTED)
    return None


def _read_negation(wording: _Wording) -> StancedContent | None:
    """Read what is not said, promised or supplied as no stand ("has not accused")."""
    plain = patterns.PLAIN_NEGATIONS.search(wording.phrase)
    if patterns.NEGATED.search(wording.phrase) and not plain:
        return wording.as_is(Stance.UNCOMMITTED)
    return None


def _read_content(wording: _Wording) -> StancedContent | None:
    content = wording.content
    if match := patterns.REJECTING_CONTENT.match(content):
        return StancedContent(Stance.DENIES, content[match.end() :] or content)
    if match := patterns.UNTRUE_REPORT.match(content):
        return StancedContent(Stance.DENIES, match["what"])
    finding = patterns.FINDS.search(wording.cue)  # "found no record" is a finding
    if not finding and any(pattern.search(content) for pattern in LEAVES_OPEN):
        return wording.as_is(Stance.UNCOMMITTED)
    return None


LEAVES_OPEN = (patterns.HEDGED_CONTENT, patterns.UNDER_WAY, patterns.LEFT_OPEN)
READINGS: tuple[Callable[[_Wording], StancedContent | None], ...] = (
    _read_withholding,
    _read_between,
    _read_label,
    _read_rejection,
    _read_refusal,
    _read_question,
    _read_negation,
    _read_content,
)
