"""The processes of one machine: the one table of what runs, when, and where it starts."""

from townline.platform.processes import forkserver
from townline.platform.processes.children import Child

CHILDREN = (
    # Not one that the supervisor keeps: it asks it for those with ``django``.
    Child(
        name=forkserver.NAME,
        entry="townline.config.processes.entries:forkserver",
        django=False,
        unit=False,
        wanted=lambda _: False,
    ),
    Child(
        name="media",
        entry="townline.adapters.sip.stack.media.process:main",
        django=False,
        wanted=lambda situation: situation.media,
    ),
    Child(name="live", entry="townline.config.processes.entries:live", several=True),
    Child(name="web", entry="townline.config.processes.entries:web", several=True),
    Child(
        name="worker",
        entry="townline.config.processes.entries:worker",
        database=True,
        several=True,
    ),
    Child(
        name="calls",
        entry="townline.adapters.sip.process:main",
        database=True,
        district=True,
        wanted=lambda situation: situation.calls,
    ),
    Child(
        name="simulator",
        entry="townline.adapters.simulator.process:main",
        unit=False,
        wanted=lambda situation: situation.simulated,
    ),
    Child(
        name="telephones",
        entry="townline.adapters.sip.demo.process:main",
        database=True,
        unit=False,
        wanted=lambda situation: situation.telephones,
    ),
    Child(
        name="texts",
        entry="townline.adapters.smpp.process:main",
        database=True,
        district=True,
        wanted=lambda situation: bool(situation.smpp_url),
    ),
    # Nothing waits for it: until it answers, the search goes by words as they stand.
    Child(name="language", entry="townline.platform.triage.process:main", django=False, pause=6.0),
    Child(
        name="texts-http",
        entry="townline.adapters.sms_http.process:main",
        django=False,
        pause=2.0,
    ),
)
