"""An article's attributions: a tagger's, and those that rules over words add to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from attrib.attributions.bounds import bound_contents
from attrib.attributions.cues import find_cues
from attrib.attributions.denials import restate_denials
from attrib.attributions.headings import leave_out_headings
from attrib.attributions.missed import SURE, accept, propose_cues
from attrib.attributions.passages import Tagger, passage_around
from attrib.attributions.quotations import part_quotations, read_headline
from attrib.attributions.roles import assemble
from attrib.attributions.statements import leave_out_empty
from attrib.nesting import nest
from attrib.records import Article, Attribution, Role, Span, TaggedSpan


def find_attributions(article: Article, *, tagger: Tagger) -> tuple[Attribution, ...]:
    """Find the attributions of an article, in the order of their cues.

    Ids are A1, A2, …; `via` names the innermost attribution in whose content the cue stands.
    A cue for which no content is found gives none.
    """
    cues = find_cues(article, tagger=tagger)
    drafts = [draft for draft in _read_roles(article, cues, tagger=tagger) if draft]
    drafts = [*drafts, *_add_missed(article, cues, drafts, tagger=tagger)]
    drafts = sorted(leave_out_headings(article, drafts), key=_place)
    drafts = leave_out_empty(article, bound_contents(article, drafts))
    drafts = restate_denials(article, cues, drafts)
    drafts = sorted(part_quotations(article, read_headline(article, drafts)), key=_place)
    numbered = [replace(a, id=f"A{n}") for n, a in enumerate(_without_doubles(drafts), start=1)]
    return nest(numbered)


def _read_roles(
    article: Article, cues: Sequence[TaggedSpan], *, tagger: Tagger
) -> list[Attribution | None]:
    """Return one attribution a cue, or None where it has no content."""
    passages = [passage_around(article, cue.span) for cue in cues]
    tagged = tagger.tag(passages)
    return [assemble(article, cue, spans) for cue, spans in zip(cues, tagged, strict=True)]


def _add_missed(
    article: Article,
    cues: Sequence[TaggedSpan],
    drafts: Sequence[Attribution],
    *,
    tagger: Tagger,
) -> Iterator[Attribution]:
    proposals = propose_cues(article, cues, drafts)
    proposed = [TaggedSpan(Role.CUE, p.cue, SURE) for p in proposals]
    read = _read_roles(article, proposed, tagger=tagger)
    for proposal, draft in zip(proposals, read, strict=True):
        if accepted := accept(article, proposal, draft, drafts):
            yield accepted


def _place(draft: Attribution) -> Span:
    """Return where a draft stands: at its cue, or at its content where it has none."""
    return (draft.cue or draft.content)[0]


def _without_doubles(drafts: Sequence[Attribution]) -> Iterator[Attribution]:
    """Two cues of one attribution ("said … adding") stay two; the same words twice do not."""
    seen = set()
    for draft in drafts:
        key = (draft.source, draft.content)
        if key not in seen:
            seen.add(key)
            yield draft
