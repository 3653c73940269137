"""What the texts of the demo are about: read by the machine itself, once it runs."""

import datetime as dt

from townline.casework.classification import api as classification


def readings(now: dt.datetime) -> None:
    """Let all texts of the demo wait to be read, the newest first; none of them raises an alarm.

    What people decided about the old ones is there, so that the figures of the page are true
    ones of this model over these texts, a minute after the start.
    """
    classification.readings_seed(now=now, alarms=False)
