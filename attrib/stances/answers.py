"""What is turned down or withheld: an answer, which says nothing to be untrue.

"Rejected the offer", "denied her a visa": the words of denial, and yet no statement is denied. Each
table is a way of answering, matched against cue and content. Who refuses to act, or rejects a
request or a suit, does deny it: that it should be so is what the other side puts forward.
"""

from __future__ import annotations

import re

from attrib.stances.patterns import REPORT_NOUNS

# What else may be put forward: to reject it is to deny it, be it about an offer or a plan.
VIEWS = (
    r"(?:arguments?|notions?|views?|criticisms?|concerns?|fears?|comparisons?|labels?|attacks?|"
    r"descriptions?|portrayals?|implications?|conclusions?|remarks?|comments?|rumblings?|evidence|"
    r"doubts?|speculation|premise)"
)
NO_PLAN = (
    r"(?:of|for|from|on|in|about|with|to|by|as|that|and|or|nor|"
    rf"{REPORT_NOUNS}|{VIEWS})\b"
)
HEAD = r"\b(?!['’]s)"
NAMED = re.compile(rf"\b(?:{REPORT_NOUNS}|{VIEWS})(?: that)?$", re.IGNORECASE)
CLAUSE = re.compile(  # a subject with its verb: that is denied, whatever it is about
    r"^(?:(?!(?:that|who|whom|which|whose|where|when|if|as|because|after|before|while|until|to)\b)"
    r"[^\s,;]+ )+?(?:had|has|have|was|were|is|are|did|will|would|could|can|might|may|should)\b",
    re.IGNORECASE,
)


def _headed(nouns: str) -> re.Pattern[str]:
    """Match a noun phrase with such a head: "the board's last-minute offer"."""
    words = rf"(?:(?!{NO_PLAN})[\w’'.-]+ ){{0,5}}?"
    return re.compile(rf"^{words}(?:{nouns}){HEAD}", re.IGNORECASE)


DISMISSES = re.compile(r"\bdismiss\w*", re.IGNORECASE)
TURNS_DOWN = re.compile(
    r"\b(?:reject\w*|spurn\w*|rebuff\w*|brush\w+ (?:aside|off)|turn\w* down)\b", re.IGNORECASE
)
DENIES = re.compile(r"\bden(?:y|ied|ies|ying|ials?)\b", re.IGNORECASE)
OFFERS = r"offers?|invitations?|deals?|bids?|overtures?|ultimatums?|olive branch"
# "him as a dreamer", "Kesh": a person, and nothing that one could say.
PERSON = re.compile(
    r"^(?:(?i:(?:him|her|them|me|us) as\b|.+ as being\b|(?:him|her|me|us)$)|"
    r"(?:[A-Z][\w’'.-]+ ){1,5}as\b|"
    r"(?:[A-Z][\w’'.-]+ ){0,3}(?!(?:Claim|Report|Allegation|Charge|Rumou?r)s?$)"
    r"[A-Z][\w’'-]+(?<!['’]s)(?:$|, (?:the|a|an|who)\b))"
)
PLEA = r"(?:motions?|permission|permits?|bail|entry|access|visas?|parole|asylum|citizenship|status)"
PLEAS = re.compile(
    r"^(?:an? |the |his |her |their |its )?"
    r"(?:(?!(?:illegal|improper|unlawful|special|secret|any|all)\b)(?!\w+ing\b)[\w’'-]+ )?"
    rf"{PLEA}{HEAD}",
    re.IGNORECASE,
)
DUE = (  # what somebody may have a claim to
    rf"(?:{PLEA}|rights?|chance|opportunity|licen[cs]es?|relief|treatment|care|services?|"
    r"benefits?|coverage|funds|funding|justice|admission|nomination|victory|path|hearing|"
    r"protections?|votes?|ballots?|credit|time|support|help|aid)"
)
PEOPLE = (
    r"(?:people|patients|voters|women|men|children|prisoners|refugees|migrants|residents|workers|"
    r"students|citizens|folks|reporters|journalists|families|victims)"
)
WITHHELD = re.compile(
    r"^(?:(?:him|them|us|me|you) (?:even )?"
    rf"(?:(?:an?|the|any|that|this|their|his|its|our) |{DUE}\b)|"
    rf"her (?:even )?(?:(?:an?|the|any|that|this) |{DUE}\b)|him$|"
    rf"(?:(?!{NO_PLAN}|\w+ing\b)[\w’'-]+ ){{1,4}}?(?:the|an?|their|his|her|its|equal|basic|full) "
    rf"(?:[\w-]+ )?{DUE}{HEAD}|"
    r"(?:the|their|an?) (?:right|chance|opportunity) to\b|"
    rf"(?:[\w-]+ )?{PEOPLE} (?:(?!{NO_PLAN})[\w-]+ )?{DUE}{HEAD})",
    re.IGNORECASE,
)
ANSWERS = (
    (DISMISSES, PERSON),
    (TURNS_DOWN, PERSON),
    (TURNS_DOWN, _headed(OFFERS)),
    (DENIES, PLEAS),
)


def is_answer(cue: str, content: str, *, between: str = "") -> bool:
    """Whether an offer is turned down, a right withheld or a person dismissed.

    `between` are the words from cue to content ("denied | her | a visa").
    """
    if NAMED.search(cue) or CLAUSE.match(content):
        return False
    if any(verb.search(cue) and thing.match(content) for verb, thing in ANSWERS):
        return True
    return bool(DENIES.search(cue) and WITHHELD.match(f"{between.strip()} {content}".strip()))
