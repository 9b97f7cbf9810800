"""``python -m attrib`` is ``attrib``."""

from attrib.cli import main

main()
