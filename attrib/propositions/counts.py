"""Numbers without their noun → what the article counted last: "41" → "41 soldiers were dead"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.propositions.words import (
    AUXILIARIES,
    FUNCTION_WORDS,
    first_finite,
    is_past,
    lowered,
)
from attrib.records import Article, Attribution

NEAR = 3  # sentences back
WORD = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)"
)
BOUND = (
    r"(?:(?:about|around|at least|no fewer than|no more than|not more than|more than|fewer than|"
    r"over|under|nearly|almost|only|some|up to|just) )*"
)
NUMBER = (
    rf"{BOUND}(?:\d[\d,]*(?![\d.:]*\d)|{WORD})(?: (?:hundred|thousand|million))?(?: or {WORD})?"
)
FIGURE = r"(?:the )?(?:number|figure|toll|count|total|tally|sum)"
# "41"; "the figure at no fewer than 40"; "it was 31"; "put it at 58".
BARE = re.compile(
    rf"^(?:(?:{FIGURE} (?:was|is|at|as|to)|it (?:was|is|ran to|came to)|(?:it )?at|as) )?"
    rf"[\"“]?(?P<number>{NUMBER})[\"”]?"
    r"(?P<tail>, (?:the|not|none|all|most|many|including|among|of|half)\b.+)?$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    rf"(?<![\d£$€.,:-])\b(?P<number>{NUMBER}) (?P<rest>(?:[a-z][\w’-]* ){{0,2}}?[a-z][\w’-]*.*)$",
    re.IGNORECASE,
)
NUMBER_OF = re.compile(r"\b(?:number|toll) of ((?:the )?(?:dead|wounded|killed|injured|[a-z]+s))\b")
HOW_MANY = re.compile(
    r"\b[Hh]ow many ((?:[a-z]+ )?"
    r"(?:(?:were|are|(?:had|have) been) [a-z]+(?:ed|d|n|t)|died|drowned))\b"
)
PLURAL = re.compile(r"(?:[^su]s|people|men|women|children|dead|wounded|police|staff)$")
# Plurals that measure, so that a number of something else may stand beside them.
MEASURE = frozenset(
    "years days hours minutes seconds months weeks times metres meters kilometres kilometers miles "
    "feet inches tonnes tons kilos per percent points degrees crowns dollars euros pounds cents "
    "centimetres litres hectares acres floors shifts ways sides parts o'clock".split()
)
ENDS = re.compile(
    r"[,;:.!?—()\"“”]| (?:and|but|when|while|who|which|that|where|as|because|since)\b"
)


def fill_count(words: str, *, article: Article, attribution: Attribution) -> str:
    """Put what was counted last, and what befell it, behind a number that stands alone."""
    match = BARE.match(words)
    if not match:
        return words
    for passage in _passages(article, attribution):
        if counted := _counted(passage):
            return f"{match['number']} {counted}{match['tail'] or ''}"
    return words


def _passages(article: Article, attribution: Attribution) -> Iterator[str]:
    """Yield the words before the content, by sentence and the nearest first."""
    start = attribution.content[0].start
    at = article.sentences_at(attribution.content[0])[0]
    own = article.sentences[at].start
    source = attribution.source
    yield "".join(
        ";" if any(span.start <= place < span.end for span in source) else article.text[place]
        for place in range(own, start)
    )
    for sentence in reversed(article.sentences[max(0, at - NEAR) : at]):
        yield sentence.of(article.text)


def _counted(passage: str) -> str | None:
    """Return "soldiers had been killed" of the last number with a plural; None where none is."""
    text = " ".join(passage.split())
    starts = [match.start() for match in re.finditer(r"(?<=\s)(?=\S)|^", text)]
    for start in reversed(starts):
        match = COUNTED.match(text, start)
        if match and (counted := _clause(match["rest"])):
            return counted
    found = [*NUMBER_OF.findall(text), *HOW_MANY.findall(text)]
    return str(found[-1]).removeprefix("the ") if found else None


def _is_plural(word: str) -> bool:
    return bool(PLURAL.search(word)) and word.lower() not in FUNCTION_WORDS


def _clause(rest: str) -> str | None:
    """Return the counted noun with its verb phrase, the noun alone where no verb follows."""
    phrase = ENDS.split(rest, maxsplit=1)[0].split()
    noun = next((at for at, word in enumerate(phrase[:3]) if _is_plural(word)), None)
    if noun is None or MEASURE & {word.lower() for word in phrase[: noun + 1]}:
        return None
    if any(lowered(word) in FUNCTION_WORDS for word in phrase[:noun]):
        return None
    finite = first_finite(["they", *phrase[noun + 1 :]])
    follows = lowered(phrase[noun + 1]) if len(phrase) > noun + 1 else ""
    if finite == 1 and (follows in AUXILIARIES or is_past(follows)):
        return " ".join(phrase)
    return " ".join(phrase[: noun + 1])
