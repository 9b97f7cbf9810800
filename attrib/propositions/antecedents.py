"""Third persons → whom they mean: the speaker, or the only other person who is named nearby."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attrib.propositions.speakers import (
    BODY,
    DOCUMENT,
    FORMS,
    PERSON,
    Speaker,
    possessive,
    pronouns_of,
)
from attrib.propositions.words import (
    DETERMINERS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    first_finite,
    is_past,
    lowered,
)
from attrib.records import Article, Attribution, Source, Span

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
OPENING = re.compile(r"^(he|she|it|they)\b(?:['’](d|ll|s|re|ve)\b)?(?!['’])", re.IGNORECASE)
OPENING_POSSESSIVE = re.compile(r"^(his|her|its|their)\b(?= (?:own )?([\w’'-]+))", re.IGNORECASE)
THIRD = re.compile(r"\b(its|his|their|her)\b(?= ([\w’'-]+))", re.IGNORECASE)
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
# After "'s" these are what somebody is, not what somebody has done.
FEELINGS = frozenset(
    "prepared concerned pleased worried convinced committed interested disappointed surprised "
    "tired scared excited determined honored honoured delighted inclined supposed".split()
)
ONE = re.compile(r"\b[A-Z][\w’-]+\b")
# Names that are nobody's: "told reporters on Friday".
NOBODY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|May|June|"
    r"July|August|September|October|November|December)\b|\b(?:Radio|TV|Channel) \w+"
)
SOMEBODY = re.compile(rf"\b(?:an?|the|one|another) (?:[\w-]+ )?{PERSON}\b", re.IGNORECASE)
PRONOUNS = re.compile(r"\b(?:he|him|his|she|her)\b", re.IGNORECASE)
# Given names in -a that are men's.
HIS = frozenset(
    "Toma Luca Luka Joshua Ezra Ilya Nikita Mustafa Musa Andrea Sasha Misha Kolya Issa Isa".split()
)
FULL = frozenset({"he", "she", "it", "they"})
OPPOSITE = {
    "he": re.compile(r"\b(?:she|her|herself)\b", re.IGNORECASE),
    "she": re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a content stands; `quoted` says whether it opens within quotation marks."""

    article: Article
    attribution: Attribution
    speaker: Speaker | None
    sources: Sequence[Source]
    quoted: bool

    @property
    def called(self) -> str:
        """What the source's own words are: "the ministry", "she"; "" where there are none."""
        if not self.attribution.source:
            return ""
        return " ".join(self.attribution.source[0].of(self.article.text).split())

    @property
    def is_before(self) -> bool:
        """Whether source or cue stand before the content, so that its pronouns look back there."""
        marks = self.attribution.source or self.attribution.cue
        return bool(marks) and marks[0].start < self.attribution.content[0].start

    @property
    def is_related(self) -> bool:
        """Whether the source, or what stands before it ("his aide |"), is somebody's kin."""
        start = self.attribution.source[0].start
        before = re.split(r"[.,;\n]", self.article.text[max(0, start - 25) : start])[-1]
        return bool(RELATED.search(before.strip()) or RELATED.search(self.called))

    @property
    def is_joint(self) -> bool:
        """Whether several speak at once, of whom none is "he"."""
        return bool(re.search(r" and (?!who\b|his |her )", self.called))

    @property
    def tells(self) -> bool:
        """Whether the cue is a plain verb of saying, whose "he" is the speaker as a rule."""
        return any(TELLS.search(span.of(self.article.text)) for span in self.attribution.cue)

    @property
    def sentence(self) -> Span:
        """The sentence in which the content begins."""
        at = self.article.sentences_at(self.attribution.content[0])[0]
        return self.article.sentences[at]

    @property
    def between(self) -> str:
        """The words between source and content, without those that name nobody."""
        end, start = self.attribution.source[-1].end, self.attribution.content[0].start
        return NOBODY.sub("", self.article.text[end:start])

    @property
    def before(self) -> str:
        """The words of the sentence before the content, without source and cue."""
        spans = (*self.attribution.source, *self.attribution.cue)
        return "".join(
            " " if any(span.start <= at < span.end for span in spans) else self.article.text[at]
            for at in range(self.sentence.start, self.attribution.content[0].start)
        )

    @property
    def others_named(self) -> bool:
        """Whether the sentence names somebody else, or a "him", before the content."""
        return bool(re.search(r"(?<=\S )[^.\n]*" + RIVAL.pattern, self.before))


def fill_opening(words: str, at: Setting) -> str:
    """Put a name in the place of the pronoun, or of the possessive, that opens the words."""
    if match := OPENING_POSSESSIVE.match(words):
        name = None if match[2].lower() in FUNCTION_WORDS else _antecedent(match[1], words, at)
        return possessive(name) + words[match.end() :] if name else words
    match = OPENING.match(words)
    if not match or EXPLETIVE.match(words) or not _opens_subject(words):
        return words
    name = _antecedent(match[1], words, at)
    return name + _unfolded(match[2], words[match.end() :]) if name else words


def _unfolded(ending: str | None, rest: str) -> str:
    """Return " had seen it" for "'d", " seen it"."""
    if ending is None:
        return rest
    word = lowered((rest.split() or [""])[0])
    done = (is_past(word) or word == "been") and word not in FEELINGS
    long = {"d": "had" if done else "would", "s": "has" if done else "is",
            "ll": "will", "re": "are", "ve": "have"}  # fmt: skip
    return f" {long[ending.lower()]}{rest}"


def _opens_subject(words: str) -> bool:
    """Whether the pronoun at the head may be a subject; not so in "(thought) it better to wait"."""
    tokens = words.split()
    if len(tokens) < 2 or lowered(tokens[1]) in PREPOSITIONS | DETERMINERS:
        return False
    return lowered(tokens[0]) != "it" or first_finite(tokens[:3]) is not None


def _antecedent(form: str, words: str, at: Setting) -> str | None:
    """Return who is meant by a pronoun or possessive that opens the words."""
    pronoun = FORMS[form.lower()]
    if at.attribution.source and at.is_related and FORMS.get(at.called.lower()) != pronoun:
        return None
    if not at.quoted and at.attribution.source and (name := _speaker_as(pronoun, form, words, at)):
        return name
    return _only_other(pronoun, at)


def _speaker_as(pronoun: str, form: str, words: str, at: Setting) -> str | None:
    speaker = at.speaker
    if speaker is None:
        return None
    if FORMS.get(at.called.lower()) == pronoun:
        return None if pronoun == "it" and speaker.is_plural else speaker.name
    if pronoun not in speaker.pronouns or at.called.lower() in FORMS:
        return None
    if not at.is_before:
        return speaker.name if form.lower() == "its" and len(speaker.pronouns) == 1 else None
    if speaker.pronouns == {pronoun} and not RIVAL.search(at.between):
        return speaker.name
    if not at.tells or (pronoun == "he" and _is_her(speaker)):
        return None
    alone = form.lower() in FULL and not set(_persons_near(pronoun, at))
    return speaker.name if alone or _says_of_self(pronoun, words, at) else None


def _says_of_self(pronoun: str, words: str, at: Setting) -> bool:
    """Whether a person names nobody else in the sentence: "Orr told reporters that he …"."""
    if pronoun not in OPPOSITE or OPPOSITE[pronoun].search(words) or at.is_joint:
        return False
    if at.speaker and len(at.speaker.pronouns) > 1 and _may_be_other(pronoun, at):
        return False
    cue = " ".join(span.of(at.article.text) for span in at.attribution.cue)
    others = RIVAL.search(at.between) or PRONOUNS.search(at.before) or named_in(at.before, at)
    return not others and not re.search(r"\b\w+ing\b", cue)


def _may_be_other(pronoun: str, at: Setting) -> bool:
    """Whether the sentence before speaks of somebody as the pronoun does, and may go on."""
    if " " in at.called:  # "The trainee, Gil Soave, said he": whoever was before is not meant
        return False
    first = at.article.sentences_at(at.attribution.content[0])[0]
    before = at.article.sentences[first - 1].of(at.article.text) if first else ""
    return bool(re.search(rf"\b{pronoun}\b", before, re.IGNORECASE))


def _is_her(speaker: Speaker) -> bool:
    """Whether a given name is a woman's by its ending."""
    given = [word for word in speaker.name.split() if not re.fullmatch(PERSON, word, re.I)][:1]
    return any(w[0].isupper() and w.endswith("a") and w not in HIS for w in given)


def _persons_near(pronoun: str, at: Setting) -> Iterator[str]:
    """Yield the persons named in the sentence before this one and in this one before the words."""
    article, attribution = at.article, at.attribution
    first = article.sentences_at(attribution.content[0])[0]
    begin = article.sentences[max(0, first - 1)].start
    window = Span(begin, max(attribution.content[0].start, begin + 1))
    own = set(attribution.source)
    known = [at.called]
    for source in at.sources:
        known += [source.name] if attribution.id in source.attributions else []
        if attribution.id in source.attributions or not _is_near(source, window, own):
            continue
        fitting = _pronouns(source, article)
        if pronoun in fitting or (not fitting and len(source.name.split()) > 1):
            yield source.name
    for match in NAME.finditer(window.of(article.text)):
        seen = match.group()
        if not any(seen in name or name in seen for name in known) and not BODY.search(seen):
            yield seen


def _pronouns(source: Source, article: Article) -> frozenset[str]:
    return pronouns_of(
        source, [" ".join(span.of(article.text).split()) for span in source.mentions]
    )


def _is_near(source: Source, window: Span, own: set[Span]) -> bool:
    """Whether a source is mentioned within a window other than as the speaker."""
    return any(window.contains(span) and span not in own for span in source.mentions)


def _only_other(pronoun: str, at: Setting) -> str | None:
    """Return the one person, not the speaker, whom the nearest sentence with names names."""
    if pronoun not in ("he", "she") or not (
        at.quoted or at.is_joint or _cannot_be_speaker(pronoun, at.speaker)
    ):
        return None
    first = at.article.sentences_at(at.attribution.content[0])[0]
    passages = [at.before]
    if first and not _new_paragraph(at.article, first):
        passages.append(at.article.sentences[first - 1].of(at.article.text))
    for passage in passages:
        named = named_in(passage, at)
        if named or SOMEBODY.search(passage) or PRONOUNS.search(passage):
            return _fitting(named, pronoun, at) if not SOMEBODY.search(passage) else None
    return None


def _new_paragraph(article: Article, sentence: int) -> bool:
    """Whether a blank line stands before a sentence."""
    before = article.sentences[sentence - 1].end
    return "\n\n" in article.text[before : article.sentences[sentence].start]


def _cannot_be_speaker(pronoun: str, speaker: Speaker | None) -> bool:
    if speaker is None:
        return False
    other = bool(speaker.pronouns) and pronoun not in speaker.pronouns
    return other or bool(DOCUMENT.search(speaker.name))


def _fitting(named: Sequence[str], pronoun: str, at: Setting) -> str | None:
    if len(named) != 1:
        return None
    return next(
        (s.name for s in at.sources if s.name == named[0] and pronoun in _pronouns(s, at.article)),
        None,
    )


def named_in(passage: str, at: Setting, *, mine: bool = False) -> list[str]:
    """Return the persons that a passage names, in full; "" for one not known.

    With `mine` the speaker is one of them.
    """
    persons = _persons(at)
    passage = NOBODY.sub("", passage)
    found = [persons[match.group()] for match in ONE.finditer(passage) if match.group() in persons]
    own = {s.name for s in at.sources if at.attribution.id in s.attributions}
    return [name for name in dict.fromkeys(found) if mine or name not in own]


def _persons(at: Setting) -> dict[str, str]:
    """Return last name → full name of those who may be called "he" or "she"; "" if not known."""
    found = (match.group() for match in NAME.finditer(NOBODY.sub(";", at.article.text)))
    names = [name for name in found if name.split()[0].lower() not in FUNCTION_WORDS]
    persons = [s.name for s in at.sources if _is_person(s, at.article)]
    lasts = [name.split()[-1] for name in persons]
    known = {name.split()[-1]: name for name in persons if lasts.count(name.split()[-1]) == 1}
    bodies = {s.name for s in at.sources if "it" in _pronouns(s, at.article)}
    unknown = {name.split()[-1]: "" for name in (*names, *persons) if name not in bodies}
    return unknown | {last: name for last, name in known.items() if last[0].isupper()}


def _is_person(source: Source, article: Article) -> bool:
    return bool(_pronouns(source, article) & {"he", "she"})


def fill_possessives(words: str, at: Setting) -> str:
    """Put the speaker's name in the place of "its" and "his" that can mean nobody else."""
    speaker = at.speaker
    if speaker is None or not at.is_before or at.others_named:
        return words

    def fill(match: re.Match[str]) -> str:
        before = words[: match.start()].replace(speaker.name, "")
        follows = match[2].lower()
        if FORMS[match[1].lower()] not in speaker.pronouns or len(speaker.pronouns) > 1:
            return match[0]
        if OTHER.search(before) or follows in FUNCTION_WORDS or is_past(follows):
            return match[0]
        return possessive(speaker.name)

    return THIRD.sub(fill, words)
