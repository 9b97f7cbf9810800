"""What can go wrong, drawn once.

AttribError                 everything a user can mend; the command line prints one line
├── ArticleError            an article could not be read
├── CorpusError             a data set is not what its reader expects
├── CheckpointError         a network's folder is incomplete or says something unexpected
├── TrainingError           a run had to stop; its message says how to go on
└── MissingExtraError       an optional package is needed and not installed

Every message says what was found, what was expected and what to do.
"""


class AttribError(Exception):
    """Base of all errors that attrib raises on purpose."""


class ArticleError(AttribError):
    """An article could not be read."""


class CorpusError(AttribError):
    """A data set is not what its reader expects."""


class CheckpointError(AttribError):
    """A network's folder is incomplete or says something unexpected."""


class TrainingError(AttribError):
    """A run had to stop; its message says how to go on."""


class MissingExtraError(AttribError):
    """An optional package is needed and not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"this needs the package {package!r}, which is not installed; "
            f"expected the extra {extra!r}: pip install 'attrib[{extra}]'"
        )
