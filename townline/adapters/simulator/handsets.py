"""In the demo: who is erased is erased on the handset of the simulated network as well.

The rooms know nothing of it: it is one more part that keeps something of a person. Only where the
simulator keeps its file in the home is there anything to do.
"""

import datetime as dt
from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from townline.adapters.simulator.network import erasing
from townline.platform.core.history.audit import Actor
from townline.platform.core.keys import crypto
from townline.platform.core.personal_data.persons import PersonPart
from townline.platform.core.text import msisdn

ERASE = "townline.config.tasks.erase_handset"


def person_parts() -> list[PersonPart]:
    """Give the handsets as a part of a person's data, where there are any."""
    there = settings.TOWNLINE_DEMO or _file().exists()
    return [PersonPart(name="handsets", tell=lambda number: [], erase=_erase)] if there else []


def _file() -> Path:
    return Path(settings.TOWNLINE_HOME) / "simulator.db"


def _erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    if not _file().exists():
        return 0
    # The number stands in no job: a digest under the district's key finds it again.
    lookup = crypto.ring().lookup_of(msisdn.parse(number).value).hex()
    app.configure_task(ERASE, queue=settings.TOWNLINE_DISTRICT).defer(lookup=lookup)
    return 0


def erase_run(lookup: str) -> int:
    """Erase the handset of a number, by its digest; give how many there were. Raises StillRead."""
    if not _file().exists():
        return 0
    wanted, ring = bytes.fromhex(lookup), crypto.ring()

    def is_theirs(phone: str) -> bool:
        return wanted in ring.lookups_of(msisdn.parse(phone).value)

    return erasing.erase(_file(), is_theirs)
