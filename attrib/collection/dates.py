"""What day an article's date names, however it is written."""

from __future__ import annotations

import datetime
import re

from dateutil import parser

# A part that a date leaves out is taken from these, so that two readings which differ are a guess.
_FILLINGS = (datetime.datetime(2001, 1, 1), datetime.datetime(2004, 2, 15))
_DOTTED = re.compile(r"\s*\d{1,2}\.\d{1,2}\.\d")


def read_date(text: str | None) -> datetime.date | None:
    """Return the day that `text` names, or None where it names none or not all of it.

    Of two numbers that may both be a month the first one is, as in the United States: 4/5/2017 is
    5 April. With dots the day comes first, as nobody dots it otherwise: 4.5.2017 is 4 May. The
    hour and its time zone do not move the day.
    """
    try:
        days = {_read(text or "", filling) for filling in _FILLINGS}
    except (ValueError, OverflowError):
        return None
    return days.pop() if len(days) == 1 else None


def _read(text: str, filling: datetime.datetime) -> datetime.date:
    dotted = bool(_DOTTED.match(text))
    read: datetime.datetime = parser.parse(text, default=filling, dayfirst=dotted, ignoretz=True)
    return read.date()
