"""What all pages have in common: escaped templates, and the names of what they may run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def make_environment(package: str, *, finalize: Callable[[Any], Any] | None = None) -> Environment:
    """Return an environment for the templates of a package; all text is escaped."""
    # Here, so that a report for a terminal starts without it.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def digest(text: str) -> str:
    """Return what a content-security policy calls a script or style by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
