"""A local page where one pastes an article or drops a file and gets the report (extra `web`).

`app` answers, `uploads` reads what was sent, `line` lets one article be scored at a time, `guards`
stand before it all, `pages` writes HTML, `server` listens on this computer only. Nothing is kept.
"""

from attrib.web.app import make_app
from attrib.web.limits import Limits
from attrib.web.server import address, open_sockets, run

__all__ = ["Limits", "address", "make_app", "open_sockets", "run"]
