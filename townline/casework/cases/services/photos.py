"""Files of photos that nobody keeps any more."""

import datetime as dt

from townline.casework.cases.ports import photos
from townline.platform.conversations import api as conversations


def photos_tidy(*, now: dt.datetime) -> int:
    """Remove photos that no text has and nothing keeps; return the number of files."""
    return conversations.photos_sweep(held=photos.held(), now=now)
