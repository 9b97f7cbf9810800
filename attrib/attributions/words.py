"""Words of reporting that the rules know; cues beyond these are the tagger's alone."""

from __future__ import annotations

import re

from attrib.records import Span

# Past forms and participles that have little use but to report what somebody said.
REPORTED = (
    r"(?:said|told|accused|acknowledged|admitted|alleged|announced|argued|assured|cautioned|claimed|"
    r"complained|conceded|confirmed|contended|declared|denied|estimated|insisted|promised|rejected|"
    r"reported|revealed|stated|stressed|swore|sworn|testified|threatened|vowed|warned)"
)
REPORTS = (
    r"(?:says|tells|acknowledges|admits|alleges|argues|assures|concedes|contends|denies|insists|"
    r"rejects|swears|testifies|warns)"
)
REPORTING = (
    r"(?:saying|telling|adding|admitting|alleging|arguing|assuring|claiming|conceding|contending|"
    r"denying|insisting|stating|testifying)"
)
ADVERB = (
    r"(?:\w+ly|all|already|also|always|both|each|earlier|even|ever|later|never|not|now|once|only|since|still|"
    r"then|too|yet)"
)
AUXILIARY = r"(?:has|have|had|was|were|is|are|would|will)"
NUMBER = (
    r"(?:(?:about|a little over|almost|around|at least|just|more than|nearly|only|over|roughly|"
    r"some|up to|well over)\s+)?(?:[€£$]?\d[\d.,]*|a dozen|dozens|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|hundreds)\b"
)
DETERMINER = r"(?:the|a|an|this|that|these|those|its|their|his|her|any|no|every|some)"
AT_LEVEL = re.compile(  # what joins a verb to an earlier one of the same subject
    rf"(?P<joint>\s*,?\s+(?:and|but|or|yet)\s+(?:{ADVERB}\s+)*(?:{AUXILIARY}\s+)?(?:{ADVERB}\s+)*)$"
)
MAX_QUOTATION = 3_000  # characters on a line that may hold the opening mark
OPENING = "\"“«‘'"


def in_quotation(text: str, place: int) -> bool:
    """Whether a quotation that opens on the line is still open at `place`."""
    start = max(0, place - MAX_QUOTATION)
    before = text[text.rfind("\n", start, place) + 1 or start : place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def is_quoted(text: str, span: Span) -> bool:
    """Whether a span begins in a quotation or has one in it."""
    return in_quotation(text, span.start) or any(mark in span.of(text) for mark in '"“”')
