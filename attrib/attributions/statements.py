"""What is no statement: cues that never report, and contents that put nothing forward."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrib.records import Article, Attribution, Span

# Whole cues that annotated news has, if at all, in one of a hundred of their places.
NEVER_REPORTS = re.compile(
    r"(?:is|was|were|be|been|being|has|had|have|having|got|went|gone|came|comes|coming|took|taken|"
    r"makes|keeps|kept|lets?|lasts|lasted|turns|turned|suppl(?:y|ies|ied)|sits|sat|stands|stood|"
    r"fell|grew|leads|leaves|sent|bought|sold|paid|lost|wins|cut|cut off|closed|becomes|became|"
    r"arrived|entered|happened|worked|lives|lived|built|broke|killed)",
    re.IGNORECASE,
)
SAID_AFTER_ALL = re.compile(r"[\"“”]|''|\bsaying\b")  # "the paper has her saying that …"
TOPIC_VERB = re.compile(r"(?:adding|discussing)", re.IGNORECASE)
AUXILIARY_BEFORE = re.compile(r"\b(?:am|is|are|was|were|be|been|avoids?|keeps?)\s+$")
PROPOSITION = re.compile(  # a clause or a quotation: a verb that is finite, or what opens one
    r"[\"“”]|''|\b(?:that|whether|if|how|why|what|who|when|where|which|am|is|are|was|were|be|has|"
    r"have|had|do|does|did|will|would|can|could|may|might|must|shall|should|\w+(?<!ne)ed|\w+n[’']t|"
    r"\w+[’'](?:s|re|ve|ll|d)|he|she|they|it|there|this|we|i|you)\b",
    re.IGNORECASE,
)
TO_MORE = re.compile(  # "adding to her lead", "adding another layer of doubt to the affair"
    r"to\s|(?:an?other|more|further|fresh|new|extra|fuel|weight|pressure|urgency|insult|yet)\s|"
    r".*\sto\s+(?:the|an?|its|his|her|their|what)\s",
    re.IGNORECASE,
)
ACCOUNT = re.compile(  # "gave a different account", "told different stories"
    r"(?:(?:an?|two|three)\s+)?(?:(?:very|quite|rather|wholly|sharply)\s+)?"
    r"(?:another|(?:different|other|conflicting|competing|contradictory)(?:\s+\w+)?)"
    r"\s*(?:accounts?|versions?|stor(?:y|ies)|pictures?)?|further(?:\s+than\s+.*)?|more cautious",
    re.IGNORECASE | re.DOTALL,
)


def leave_out_empty(article: Article, drafts: Sequence[Attribution]) -> list[Attribution]:
    """Drop attributions that state nothing: "the mill keeps cats", "gave another account"."""
    return [draft for draft in drafts if _states_something(article, draft)]


def _states_something(article: Article, draft: Attribution) -> bool:
    cue, content = _words(article, draft.cue), _words(article, draft.content)
    if NEVER_REPORTS.fullmatch(cue):
        return SAID_AFTER_ALL.search(content) is not None
    if ACCOUNT.fullmatch(content):
        return False
    topic = TOPIC_VERB.fullmatch(cue)
    before = article.text[: draft.cue[0].start][-20:]
    if not topic or PROPOSITION.search(content) or AUXILIARY_BEFORE.search(before):
        return True
    return cue.lower() == "adding" and not TO_MORE.match(content)


def _words(article: Article, spans: Sequence[Span]) -> str:
    return " ".join(span.of(article.text) for span in spans)
