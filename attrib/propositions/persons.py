"""Pronouns → names: the first person of a quotation, "its" and "he" of reported speech.

What an article leaves open stays open: a pronoun is filled only where one antecedent fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attrib.propositions.words import (
    AUXILIARIES,
    DETERMINERS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    first_finite,
    is_past,
    lowered,
)
from attrib.records import Article, Attribution, Source, SourceKind, Span

FORMS = {
    "he": "he", "his": "he", "him": "he", "himself": "he", "she": "she", "her": "she",
    "herself": "she", "it": "it", "its": "it", "they": "they", "their": "they", "them": "they",
}  # fmt: skip
BODY = re.compile(
    r"\b(?:ministry|department|government|army|police|council|commission|committee|board|agency|"
    r"office|court|union|league|party|front|brigade|command|force|service|institute|university|"
    r"company|bank|group|association|federation|network|movement|mission|embassy|authority|"
    r"bureau|corps|foundation|society|centre|center|hospital|post|times|star|herald|tribune|"
    r"campaign|house|staff|academy|club|guild|works|lines)\b",
    re.IGNORECASE,
)
HE = re.compile(r"^(?:Mr|Sir|Lord|King|Prince|Father|Brother|Imam)\b|\b(?:spokesman|chairman)\b")
SHE = re.compile(r"^(?:Mrs|Ms|Miss|Dame|Lady|Queen|Princess|Sister)\b|\b(?:spokes|chair)woman\b")
# Who speaks for or of somebody else: "his lawyer said he had …".
RELATED = re.compile(
    r"\b(?:lawyer|attorney|counsel|solicitor|daughter|son|wife|husband|widow|mother|father|"
    r"sister|brother|uncle|aunt|cousin|friend|neighbou?r|colleague|aide|agent)s?\b|^(?:his|her)\b",
    re.IGNORECASE,
)
# "it was not clear", "it was a barge that": nobody is meant.
EXPLETIVE = re.compile(
    r"^it (?:(?:is|was|has been|had been|would be|will be|may be|might be|could be|should be)\b"
    r"(?! (?:not |still |already |also )?(?:\w+ing\b|ready|aware|unaware|prepared|willing|"
    r"confident|committed|able|unable))"
    r"|(?:takes|took|seems|seemed|appears|appeared|remains|remained|\w+s|\w+ \w+ \w+) (?:that|to)"
    r"\b)",
    re.IGNORECASE,
)
AGREEMENT = {"am": "is", "have": "has", "'m": "is", "'ve": "has", "do": "does", "are": "is",
             "were": "was", "don't": "does not", "don’t": "does not", "haven't": "has not",
             "haven’t": "has not", "aren't": "is not", "aren’t": "is not"}  # fmt: skip
VERB_S = frozenset(
    "think know believe want need like love mean say feel see hope support condemn deny reject "
    "regret remember understand expect agree stand take make accept call speak write work live ask "
    "go come get give keep leave tell find bring buy sell pay run sleep eat drink carry wish "
    "fear doubt trust owe own use try start stop refuse intend insist admit suppose "
    "apologise apologize welcome oppose favour favor respect swear promise".split()
)
CONTRACTED = re.compile(r"\b(I|[Ww]e)['’](m|ve|d|ll|re)\b")
LONG = {"m": "am", "ve": "have", "d": "would", "ll": "will", "re": "are"}
FIRST = re.compile(
    r"\b(I|[Ww]e|[Mm]y|[Oo]ur)\b(?!['’.]\w)"
    r"((?: (?:also|still|really|always|never|certainly|simply))? [a-z]+?(?:n['’]t)?(?![\w'’]))?"
)
THIRD = re.compile(r"\b(its|his|their|her)\b(?= ([\w’'-]+))", re.IGNORECASE)
OPENING = re.compile(r"^(he|she|it|they)\b(?!['’])", re.IGNORECASE)
OTHER = re.compile(
    r"\b(?:the|an?|this|that|these|those|another|any|some|every|each|one|two|three|four|five|\d+) "
    r"\w|\b(?:someone|somebody|anyone|anybody|nobody|everyone|he|she|they|him|them)\b|[A-Z]",
    re.IGNORECASE,
)
RIVAL = re.compile(r"\b[A-Z]\w|\b(?:him|her|them|his)\b")
TELLS = re.compile(
    r"\b(?:sa(?:id|ys|ying)|t(?:ell|old)|add|claim|insist|announc|declar|maintain|stat(?:e|ed|es|"
    r"ing)\b|testif|stress|believ|report|explain|argu|wrote|recall|promis|admit|complain)"
)
NAME = re.compile(r"\b[A-Z][\w’-]+(?: (?:al-)?[A-Z][\w’-]+)+")
# Somebody else's words within the content: "a man saying, “we are …".
WITHIN = re.compile(
    r"(?:^| )[‘']|\b(?:say\w*|said|told|wrote|shout\w*|ask\w*)\b[^\"“]*[\"“][^\"”]*$"
)
DOCUMENT = re.compile(
    r"\b(?:minutes|report|statement|letter|headline|transcript|film|poll|log|record|survey|"
    r"article|editorial|recording|message|sheet|register|certificate)\b"
)
NO_NAME = FUNCTION_WORDS | {"said", "says"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who makes a claim, as a clause calls it: "the army"; `pronouns` are those that fit."""

    name: str
    pronouns: frozenset[str]

    @property
    def is_plural(self) -> bool:
        """Whether "they" alone fits."""
        return self.pronouns == {"they"}

    @property
    def is_body(self) -> bool:
        """Whether it may be called "it"."""
        return "it" in self.pronouns


def speaker_of(article: Article, source: Source) -> Speaker | None:
    """Return who speaks, None where that is not known."""
    first = lowered(source.name).partition(" ")[0]
    if source.kind is SourceKind.UNKNOWN or not first or first in NO_NAME:
        return None
    mentions = [" ".join(span.of(article.text).split()) for span in source.mentions]
    return Speaker(_with_article(source.name, mentions), _pronouns(source, mentions))


def fill_persons(
    words: str,
    *,
    article: Article,
    attribution: Attribution,
    speaker: Speaker | None,
    sources: Sequence[Source],
) -> str:
    """Put names in the place of pronouns that can only mean one."""
    if speaker is not None and not DOCUMENT.search(speaker.name):
        words = _fill_first(words, speaker)
    if is_quoted(article, attribution):
        return words
    words = _fill_opening(words, article, attribution, speaker, sources)
    if speaker is None or not _before(attribution) or _others_named(article, attribution):
        return words
    return _fill_possessives(words, speaker)


def is_quoted(article: Article, attribution: Attribution) -> bool:
    """Whether the content opens within quotation marks, so that "he" is not the speaker."""
    start = attribution.content[0].start
    around = article.text[max(0, start - 2) : start + 1]
    return any(mark in '"“„«‘' for mark in around[-2:]) or "''" in around


def possessive(name: str) -> str:
    """Return "the army's" for "the army", "residents'" for "residents"."""
    return f"{name}'" if _is_plural(name) and name.endswith("s") else f"{name}'s"


def _with_article(name: str, mentions: Sequence[str]) -> str:
    called = {mention.lower() for mention in mentions}
    last = name.split()[-1].lower()
    short = f"the {last}" in called and BODY.search(last) and not re.search(r"['’]s? ", name)
    if short or any(said.startswith(f"the {name.lower()}") for said in called):
        return f"the {name}"
    return f"the {name}" if name[0].islower() and not _is_plural(name) else name


def _is_plural(name: str) -> bool:
    """Whether the head is a plural noun: "residents of Brask", "Inspectors of the Board"."""
    head, *rest = re.split(r" (?:of|for|in|at|from|on|who|with)\b", name)
    common = head.split()[-1][0].islower() or (rest and " " not in head)
    return bool(common and re.search(r"(?:[^s]s|people|men|women|children)$", head))


def _pronouns(source: Source, mentions: Sequence[str]) -> frozenset[str]:
    said = {FORMS[word] for mention in mentions if (word := mention.lower()) in FORMS}
    if said:
        return frozenset(said)
    if any(HE.search(mention) for mention in mentions):
        return frozenset({"he"})
    if any(SHE.search(mention) for mention in mentions):
        return frozenset({"she"})
    if _is_plural(source.name):
        return frozenset({"they"})
    return _guess(source, mentions)


def _guess(source: Source, mentions: Sequence[str]) -> frozenset[str]:
    """A body by its words; a person by two names of which the last comes alone or by its kind."""
    tokens = source.name.split()
    if BODY.search(source.name):
        return frozenset({"it"})
    names = 2 <= len(tokens) <= 4 and all(t[0].isupper() or t[:3] == "al-" for t in tokens)
    person = source.kind in (SourceKind.PERSON, SourceKind.WITNESS, SourceKind.MEDIC)
    if names and (person or tokens[-1] in mentions or source.kind is SourceKind.OFFICIAL):
        return frozenset({"he", "she"})
    bodies = (SourceKind.PARTY, SourceKind.MEDIA, SourceKind.ORGANISATION, SourceKind.MONITOR)
    names = names or bool(re.search(r"[A-Z][\w’-]+ [A-Z][\w’-]+$", source.name))
    return frozenset({"it"}) if source.kind in bodies and not names else frozenset()


def _fill_first(words: str, speaker: Speaker) -> str:
    words = CONTRACTED.sub(lambda m: f"{m[1]} {LONG[m[2]]}", words)

    def fill(match: re.Match[str]) -> str:
        pronoun, follows = match[1].lower(), match[2] or ""
        if pronoun in ("we", "our") and not (speaker.is_body or speaker.is_plural):
            return match[0]
        if pronoun == "i" and (speaker.is_plural or _is_numeral(words[: match.start()])):
            return match[0]
        if WITHIN.search(words[: match.start()].replace("''", "")):
            return match[0]
        if pronoun in ("my", "our"):
            return possessive(speaker.name) + follows
        agrees = not _is_joined(words[: match.start()])
        return speaker.name + (_agree(follows, speaker) if agrees else follows)

    return FIRST.sub(fill, words)


def _is_joined(before: str) -> bool:
    """Whether the verb after "I" is not its own: "Orr and I were", "would I wish"."""
    tokens = re.split(r"[.,;:!?—]\s*", before)[-1].split()
    if not tokens:
        return False
    beside = lowered(tokens[-1]) == "and" and 2 <= len(tokens) <= 4
    return lowered(tokens[-1]) in AUXILIARIES or (beside and first_finite(tokens) is None)


def _is_numeral(before: str) -> bool:
    """Whether "I" counts: "World War I"."""
    last = before.split()[-1:]
    return (
        bool(last)
        and last[0][-1].isalpha()
        and last[0][0].isupper()
        and (len(before.split()) > 1 and last[0].lower() not in FUNCTION_WORDS)
    )


def _agree(follows: str, speaker: Speaker) -> str:
    adverb, _, word = follows.rpartition(" ")
    if not word or speaker.is_plural:
        return follows
    if word in AGREEMENT:
        return f"{adverb} {AGREEMENT[word]}"
    return f"{adverb} {_third_person(word)}" if word in VERB_S else follows


def _third_person(verb: str) -> str:
    """Return "goes" for "go", "tries" for "try"."""
    if re.search(r"(?:o|s|sh|ch|x)$", verb):
        return f"{verb}es"
    return f"{re.sub(r'(?<=[^aeiou])y$', 'ie', verb)}s"


def _fill_opening(
    words: str,
    article: Article,
    attribution: Attribution,
    speaker: Speaker | None,
    sources: Sequence[Source],
) -> str:
    match = OPENING.match(words)
    if not match or EXPLETIVE.match(words) or not _opens_subject(words):
        return words
    pronoun = match[1].lower()
    name = _antecedent(pronoun, article, attribution, speaker, sources)
    return name + words[match.end() :] if name else words


def _opens_subject(words: str) -> bool:
    """Whether the pronoun at the head may be a subject; not so in "(thought) it better to wait"."""
    tokens = words.split()
    if len(tokens) < 2 or lowered(tokens[1]) in PREPOSITIONS | DETERMINERS:
        return False
    return lowered(tokens[0]) != "it" or first_finite(tokens[:3]) is not None


def _antecedent(
    pronoun: str,
    article: Article,
    attribution: Attribution,
    speaker: Speaker | None,
    sources: Sequence[Source],
) -> str | None:
    if not attribution.source or _is_related(article, attribution):
        return None
    called = _called(article, attribution)
    others = set(_persons_near(pronoun, article, attribution, sources))
    if speaker is not None and called.lower() == pronoun:
        return None if pronoun == "it" and _is_plural(speaker.name) else speaker.name
    if speaker is not None and called.lower() not in FORMS and _before(attribution):
        if speaker.pronouns == {pronoun} and not _rivals(article, attribution):
            return speaker.name
        if pronoun in speaker.pronouns and not others and _tells(article, attribution):
            return speaker.name
    return None


def _is_related(article: Article, attribution: Attribution) -> bool:
    """Whether the source, or what stands right before it ("his aide |"), is somebody's kin."""
    start = attribution.source[0].start
    before = re.split(r"[.,;\n]", article.text[max(0, start - 25) : start])[-1]
    return bool(RELATED.search(before.strip()) or RELATED.search(_called(article, attribution)))


def _tells(article: Article, attribution: Attribution) -> bool:
    """Whether the cue is a plain verb of saying, whose "he" is the speaker as a rule."""
    return any(TELLS.search(span.of(article.text)) for span in attribution.cue)


def _rivals(article: Article, attribution: Attribution) -> bool:
    """Whether somebody else is named between the source and the content: "told Orr that he"."""
    between = article.text[attribution.source[-1].end : attribution.content[0].start]
    return bool(RIVAL.search(between))


def _persons_near(
    pronoun: str, article: Article, attribution: Attribution, sources: Sequence[Source]
) -> Iterator[str]:
    """Yield the persons named in the sentence before this one and in this one before the words."""
    first = article.sentences_at(attribution.content[0])[0]
    begin = article.sentences[max(0, first - 1)].start
    window = Span(begin, max(attribution.content[0].start, begin + 1))
    own = set(attribution.source)
    known = [_called(article, attribution)]
    for source in sources:
        known += [source.name] if attribution.id in source.attributions else []
        if attribution.id in source.attributions or not _is_near(source, window, own):
            continue
        mentions = [" ".join(span.of(article.text).split()) for span in source.mentions]
        fitting = _pronouns(source, mentions)
        if pronoun in fitting or (not fitting and len(source.name.split()) > 1):
            yield source.name
    for match in NAME.finditer(window.of(article.text)):
        seen = match.group()
        if not any(seen in name or name in seen for name in known) and not BODY.search(seen):
            yield seen


def _is_near(source: Source, window: Span, own: set[Span]) -> bool:
    """Whether a source is mentioned within a window other than as the speaker."""
    return any(window.contains(span) and span not in own for span in source.mentions)


def _fill_possessives(words: str, speaker: Speaker) -> str:
    def fill(match: re.Match[str]) -> str:
        before = words[: match.start()].replace(speaker.name, "")
        follows = match[2].lower()
        if FORMS[match[1].lower()] not in speaker.pronouns or len(speaker.pronouns) > 1:
            return match[0]
        if OTHER.search(before) or follows in FUNCTION_WORDS or is_past(follows):
            return match[0]
        return possessive(speaker.name)

    return THIRD.sub(fill, words)


def _others_named(article: Article, attribution: Attribution) -> bool:
    """Whether the sentence names somebody else, or a "him", before the content."""
    content = attribution.content[0]
    begin = article.sentences[article.sentences_at(content)[0]].start
    spans = (*attribution.source, *attribution.cue)
    before = "".join(
        " " if any(span.start <= at < span.end for span in spans) else article.text[at]
        for at in range(begin, content.start)
    )
    return bool(re.search(r"(?<=\S )[^.\n]*" + RIVAL.pattern, before))


def _called(article: Article, attribution: Attribution) -> str:
    if not attribution.source:
        return ""
    return " ".join(attribution.source[0].of(article.text).split())


def _before(attribution: Attribution) -> bool:
    """Whether source or cue stand before the content, so that its pronouns look back to them."""
    marks = attribution.source or attribution.cue
    return bool(marks) and marks[0].start < attribution.content[0].start
