"""What several commands' options have in common."""

from __future__ import annotations

from collections.abc import Sequence

import click

from attrib.errors import CorpusError

MAPPING = "NAME=NAME"
columns_option = click.option(
    "--columns",
    multiple=True,
    metavar=MAPPING,
    help="Our column (premise, hypothesis, label, group) = the data's.",
)
labels_option = click.option(
    "--labels", multiple=True, metavar=MAPPING, help="The data's label = ours."
)


def mapping(texts: Sequence[str], key: str) -> dict[str, str]:
    """Read the values of a repeated option as a mapping; `key` is the option's name."""
    pairs = [text.partition("=") for text in texts]
    if broken := [text for text, (_, sign, _) in zip(texts, pairs, strict=True) if not sign]:
        raise CorpusError(f"--{key} {broken[0]}: no '='; expected {MAPPING}")
    return {name: value for name, _, value in pairs}
