"""attrib: who says what in a news article, and which statements contradict which."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("attrib")
except PackageNotFoundError:  # the source tree, not installed
    __version__ = "0+unknown"
