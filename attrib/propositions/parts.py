"""One sentence → the parts that can be true apart, each with its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.propositions.words import (
    AUXILIARIES,
    BE,
    BETWEEN,
    DETERMINERS,
    HAVE,
    ONLY_PAST,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    first_finite,
    is_past,
    lowered,
)

MAX_PARTS = 4
JOINT = re.compile(
    r"(?<!\ball)(?<!thing)(?:, |; | )(?:and|but)(?: that)? |; |, that ", re.IGNORECASE
)
ABBREVIATED = "".join(
    rf"(?<!\b{short}\.)"
    for short in "Mr Mrs Ms Dr Sen Rep Gov Gen Col Capt Lt Sgt Maj St Prof Rev Jr Sr vs No Inc "
    "Corp Co Ltd Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec Ala Calif Fla Mass Pa Va Tex".split()
)
SENTENCE = re.compile(
    rf"(?<=[a-z\d%)][.!?]){ABBREVIATED} (?=[A-Z“\"])|(?<=[.!?][”\"]) (?=[A-Z“\"])"
)
# "said the army and the police …": what follows such a verb is no clause yet.
SAYING = re.compile(
    r"\b(?:sa(?:id|ys?)|believ\w+|thinks?|thought|know[ns]?|knew|claim\w*|show(?:s|ed)|found|"
    r"hop\w+|fear\w*|insist\w*|mean[st]?|suggest\w*|argu\w+|saw|heard|that)\b(?P<after>.*)$"
)
HELD_TOGETHER = re.compile(r"\b(?:between|both|either|neither|whether|if|unless)\b", re.IGNORECASE)
INCLUDING = re.compile(
    r"^(?P<head>.+?),? (?:including|among them|of whom|of them) (?P<some>[^,]+?)(?P<tail>, .+)?$"
)
COUNT = (
    r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|"
    r"thirty|forty|fifty|dozens|several|many|at least \w+)"
)
MEMBERS = re.compile(rf"^{COUNT} [a-z]+(?: (?:and {COUNT} )?[a-z]+)?$", re.IGNORECASE)
PASSIVE = re.compile(
    r"^(?:.+ )?(?:people|\w+) (?P<verb>(?:(?:have|had|has) been|were|was|are) \w+(?:ed|n|t|d))\b"
)
ACTIVE = re.compile(rf"^(?P<before>.+ (?:killed|injured|wounded|arrested|detained)) {COUNT} [a-z]+")
OF_THEM = re.compile(rf", (?P<some>{COUNT}) of them (?P<who>[a-z]+)(?:,|$)", re.IGNORECASE)


def split_parts(words: str) -> tuple[str, ...]:
    """Return the whole first, then its parts, at most ``MAX_PARTS`` of them; or the whole alone."""
    sentences = SENTENCE.split(words)
    parts = [part for sentence in sentences for part in _within(sentence)]
    tidied = (_tidy(part) for part in parts if len(part.split()) > 2 and part[-1] != "?")
    distinct = [part for part in dict.fromkeys(tidied) if part != words.rstrip(".")]
    return (words, *distinct[:MAX_PARTS]) if distinct else (words,)


def _tidy(part: str) -> str:
    """Drop the quotation marks of a part that has lost their partners."""
    part = re.sub(r"^(?:And|But|So|Or),? ", "", part)
    paired = part.count("“") == part.count("”") and part.count('"') % 2 == 0
    return part.strip() if paired else re.sub(r"[“”\"]", "", part).strip()


def _within(sentence: str) -> list[str]:
    """Return the parts of one sentence, or itself."""
    sentence = sentence.strip().rstrip(".")
    return [*_clauses(sentence), *_members(sentence)] or [sentence]


def _clauses(words: str) -> list[str]:
    """Split at "and" between clauses, or between verbs of one subject."""
    if HELD_TOGETHER.search(words) or "?" in words:
        return []
    for match in JOINT.finditer(words):
        left, right = words[: match.start()], words[match.end() :]
        marked = "that" in match.group() or ";" in match.group()
        if made := _second(left, right, marked=marked):
            return [left.strip(" ,;"), *(_clauses(made) or [made])]
    return []


def _second(left: str, right: str, *, marked: bool) -> str | None:
    """Return the second part as a clause of its own, None where it is none."""
    before, after = left.split(), right.split()
    finite = first_finite(before)
    if finite is None or finite == 0 or len(after) < 2:
        return None
    if not marked and _is_subordinate(left):
        return None
    if not marked and before[-1][0].isupper() and after[0][0].isupper():
        return None  # "Anna and Bela Orr were seen"
    if not marked and _breaks_off(left):
        return None
    if _is_clause(after, marked=marked):
        return right
    return None if marked else _same_subject(before, finite, after)


def opens_clause(words: str) -> bool:
    """Whether a text opens with a subject, however long, and its verb."""
    tokens = words.split()
    return bool(tokens and _opens_subject(tokens[0]) and first_finite(tokens[:14]))


def _is_subordinate(left: str) -> bool:
    clause = left.rsplit(", ", 1)[-1].split()
    return any(lowered(token) in SUBORDINATORS for token in clause)


def _breaks_off(left: str) -> bool:
    """Whether a verb of saying is followed by a subject without its verb."""
    match = SAYING.search(left)
    after = match["after"].split() if match else []
    return bool(after) and first_finite(after) is None


def _is_clause(tokens: list[str], *, marked: bool) -> bool:
    finite = first_finite(tokens[:9])
    if not finite:
        return False
    subject = [lowered(token) for token in tokens[:finite]]
    if any(word in SUBORDINATORS or word in ("and", "or", "that") for word in subject):
        return False
    if "," in " ".join(tokens[:finite]):
        return False
    return marked or _opens_subject(tokens[0])


def _opens_subject(token: str) -> bool:
    word = lowered(token)
    is_name = token[0].isupper() or token[0].isdigit()
    return is_name or word in DETERMINERS or word in SUBJECT_PRONOUNS


def _same_subject(before: list[str], finite: int, after: list[str]) -> str | None:
    """Return "the army closed the road" from "the army shelled …" and "closed the road"."""
    subject = before[:finite]
    verb = lowered(after[0])
    if len(before) < finite + 2 or not _can_repeat(subject):
        return None
    if verb in AUXILIARIES:
        return " ".join([*subject, *after])
    if not is_past(verb) or after[0] != after[0].lower() or lowered(before[-1]).endswith("ed"):
        return None
    if _has_participle(before[finite:]):
        return None
    chain = _chain(before, finite)
    if not chain or verb in ONLY_PAST or after[1:2] == ["to"]:  # "was ill and wanted to go"
        return " ".join([*subject, *after])
    if "not" in chain or "never" in chain or chain[0] not in HAVE | BE:
        return None
    return " ".join([*subject, *chain, *after]) if _is_participle(before, finite, chain) else None


def _can_repeat(subject: list[str]) -> bool:
    """Whether these are one subject, without a clause in front."""
    joined = " ".join(subject)
    return len(subject) <= 8 and "," not in joined and lowered(subject[0]) not in SUBORDINATORS


def _has_participle(predicate: list[str]) -> bool:
    """Whether a participle hangs on a comma, so that the next may too: "casings, counted"."""
    pairs = zip(predicate, predicate[1:], strict=False)
    return any(token.endswith(",") and is_past(lowered(after)) for token, after in pairs)


def _chain(before: list[str], finite: int) -> list[str]:
    """Return the auxiliaries that open the predicate: "had not been"."""
    chain: list[str] = []
    for token in before[finite:]:
        word = lowered(token)
        if word not in AUXILIARIES and not (chain and word in BETWEEN):
            break
        chain.append(word)
    return chain


def _is_participle(before: list[str], finite: int, chain: list[str]) -> bool:
    at = finite + len(chain)
    return at < len(before) and (is_past(lowered(before[at])) or chain[0] in HAVE)


def _members(words: str) -> Iterator[str]:
    """Yield "10 children were killed" of "25 people were killed, including 10 children"."""
    if (match := OF_THEM.search(words)) and (passive := PASSIVE.match(words)):
        yield words[: match.start()] + words[match.end("who") :]
        yield f"{match['some']} {match['who']} {passive['verb']}"
    match = INCLUDING.match(words)
    some = match["some"].strip(" .") if match else ""
    if match and MEMBERS.match(some):
        if active := ACTIVE.match(match["head"]):
            yield from (match["head"], f"{active['before']} {some}")
        elif passive := PASSIVE.match(match["head"]):
            yield from (match["head"], f"{some} {passive['verb']}")
