"""``--check`` of gold articles: all faults at once, what looks odd, and what there is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path

from attrib.corpora.annotated import FORMS, read_annotated
from attrib.corpora.articles import AnnotatedArticle, read_gold, to_annotated
from attrib.corpora.faults import Row, check_rows
from attrib.corpora.fields import shown, wrong
from attrib.corpora.rows import parse_row, text_lines
from attrib.errors import CorpusError
from attrib.records import Attribution, Kind, Relation, Role, Span, Stance

# Content that is a quotation, or several, and nothing else, its marks included.
QUOTED = re.compile(r"(?:\s*[\"“„«][^\"“”„«»]*[\"“”»])+\s*")
THE = re.compile(r"^the\s+")


@dataclass(frozen=True, slots=True)
class GoldReport:
    """What `check_gold` found; a fault or a warning is one line that begins with its place.

    A file with faults cannot be read; a warning is for what the gold format advises against.
    `counts` are those of `count_gold`, for the articles without a fault.
    """

    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    counts: Mapping[str, int]


def check_gold(path: Path) -> GoldReport:
    """Read annotated articles to the end, whatever is wrong with them.

    Of gold and PolNeAR articles (JSONL) all faults are found, of the other forms that
    `read_annotated` knows the first.
    """
    faults: list[str] = []
    read = _read_other(path, faults) if _has_other_form(path) else _read_gold(path, faults)
    articles: list[AnnotatedArticle] = []
    warnings: list[str] = []
    for at, annotated in read:
        articles.append(annotated)
        warnings += [f"{at}: {warning}" for warning in _warnings(annotated)]
    if not (articles or faults):
        faults.append(f"{path}: found no articles; expected one or more; check how it was made")
    return GoldReport(tuple(faults), tuple(warnings), count_gold(articles))


def count_gold(articles: Sequence[AnnotatedArticle]) -> dict[str, int]:
    """Count articles, attributions, speakers, pairs, and the labels that there are.

    Speakers are counted in each article anew; candidate pairs are any two attributions of one
    article.
    """
    pairs = [pair for article in articles for pair in article.pairs]
    stances = Counter(stance for article in articles for stance in article.stances.values())
    relations = Counter(pair.relation for pair in pairs)
    kinds = Counter(pair.kind for pair in pairs)
    return {
        "articles": len(articles),
        "attributions": sum(len(article.attributions) for article in articles),
        **{f"{stance}": stances[stance] for stance in Stance if stances[stance]},
        "speakers": sum(len(set(article.speakers.values())) for article in articles),
        "candidate pairs": sum(comb(len(article.attributions), 2) for article in articles),
        **{f"{relation}": relations[relation] for relation in Relation if relations[relation]},
        **{f"of kind {kind}": kinds[kind] for kind in Kind if kinds[kind]},
    }


def _has_other_form(path: Path) -> bool:
    if path.is_dir():
        return True
    row = next((row for _, row in _rows(path, [])), {})
    return next((read for keys, read in FORMS if row.keys() >= keys), read_gold) is not read_gold


def _read_other(path: Path, faults: list[str]) -> Iterator[tuple[str, AnnotatedArticle]]:
    """Yield (place, article); what is wrong goes to `faults`, here as in the functions below."""
    try:
        for annotated in read_annotated(path):
            yield f"{path}: article {shown(annotated.article.id)}", annotated
    except CorpusError as error:
        faults.append(str(error))


def _read_gold(path: Path, faults: list[str]) -> Iterator[tuple[str, AnnotatedArticle]]:
    for checked in check_rows(path, _rows(path, faults)):
        faults += checked.faults
        if not checked.faults:
            yield checked.at, to_annotated(checked.row)


def _rows(path: Path, faults: list[str]) -> Iterator[tuple[int, Row]]:
    """Yield (line number, row), and go on behind a line that is none."""
    try:
        for number, line in text_lines(path):
            try:
                row = parse_row(line, at=f"{path}:{number}")
            except CorpusError as error:
                faults.append(str(error))
            else:
                yield number, row
    except CorpusError as error:
        faults.append(str(error))


def _warnings(annotated: AnnotatedArticle) -> Iterator[str]:
    yield from _span_warnings(annotated)
    yield from _content_warnings(annotated)
    yield from _twin_warnings(annotated)
    yield from _pair_warnings(annotated)
    yield from _speaker_warnings(annotated)


def _span_warnings(annotated: AnnotatedArticle) -> Iterator[str]:
    text = annotated.article.text
    for one in annotated.attributions:
        for role, span in _spans(one):
            words = span.of(text)
            found = f"the {role} {shown(words)} at [{span.start}, {span.end}]"
            if words != words.strip():
                yield wrong(_name(one), found, "no white space at its ends", "move them")
            if _cuts_word(text, span.start) or _cuts_word(text, span.end):
                yield wrong(_name(one), found, "whole words", "move its ends")


def _spans(attribution: Attribution) -> Iterator[tuple[Role, Span]]:
    for role in Role:
        for span in getattr(attribution, role):
            yield role, span


def _cuts_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _content_warnings(annotated: AnnotatedArticle) -> Iterator[str]:
    for one in annotated.attributions:
        words = " ".join(span.of(annotated.article.text) for span in one.content)
        if not one.content:
            yield wrong(_name(one), "no content", "what is said or denied", "add it")
        if QUOTED.fullmatch(words):
            found = f"the content {shown(words)} in its quotation marks"
            yield wrong(_name(one), found, "the words between them", "move its ends")


def _twin_warnings(annotated: AnnotatedArticle) -> Iterator[str]:
    first: dict[object, Attribution] = {}
    for one in annotated.attributions:
        speaker = annotated.speakers.get(one.id)
        key = one.source, one.cue, one.content, speaker
        if first.setdefault(key, one) is not one:
            found = f"the spans{' and the speaker' if speaker else ''} of {_name(first[key])} again"
            yield wrong(_name(one), found, "each once", "remove one, or name its own speaker")


def _pair_warnings(annotated: AnnotatedArticle) -> Iterator[str]:
    speakers, stances = annotated.speakers, annotated.stances
    for pair in annotated.pairs:
        where = f"pair {shown(pair.a)}, {shown(pair.b)}"
        if pair.relation is Relation.CONTRADICTS:
            for id in (pair.a, pair.b):
                if stances.get(id) is Stance.UNCOMMITTED:
                    found = f"contradicts, though {shown(id)} is uncommitted"
                    yield wrong(where, found, "two that take a stand", "remove the pair")
        elif speakers.get(pair.a) and speakers.get(pair.a) == speakers.get(pair.b):
            found = f"{pair.relation} within one speaker, {shown(speakers[pair.a])}"
            yield wrong(where, found, "two speakers", "remove the pair")


def _speaker_warnings(annotated: AnnotatedArticle) -> Iterator[str]:
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for speaker in annotated.speakers.values():
        spellings[THE.sub("", speaker.casefold().strip())].add(speaker)
    for names in spellings.values():
        if len(names) > 1:
            found = f"the speakers {', '.join(map(shown, sorted(names)))}"
            yield wrong("", found, "one name for one speaker", "use one of them throughout")


def _name(attribution: Attribution) -> str:
    return f"attribution {shown(attribution.id)}"
