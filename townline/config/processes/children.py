"""The processes of one machine: the one table of what runs, when, and where it starts."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What decides which processes run."""

    demo: bool
    simulated: bool
    smpp_url: str
    calls: bool = False
    # Ours is rtpengine on this machine, unless TOWNLINE_RTPENGINE names one.
    media: bool = False
    telephones: bool = False


@dataclass(frozen=True, kw_only=True)
class Child:
    """``entry`` is a ``module:function`` that runs until SIGTERM.

    ``django`` says whether Django is made ready first; the web's workers do that themselves.
    ``database``: it cannot begin without one, and waits for it rather than fall again and again.
    ``pause`` is how many seconds it waits at the start, so that pages are served first: a
    processor that loads six programs at once serves the first page twice as late.
    """

    name: str
    entry: str
    django: bool = True
    database: bool = False
    pause: float = 0.0
    wanted: Callable[[Situation], bool] = field(default=lambda _: True)


CHILDREN = (
    Child(
        name="media",
        entry="townline.adapters.sip.stack.media.process:main",
        django=False,
        wanted=lambda situation: situation.media,
    ),
    Child(name="live", entry="townline.config.processes.entries:live"),
    Child(name="web", entry="townline.config.processes.entries:web", django=False),
    Child(
        name="worker", entry="townline.config.processes.entries:worker", database=True, pause=2.0
    ),
    Child(
        name="calls",
        entry="townline.adapters.sip.process:main",
        database=True,
        pause=2.5,
        wanted=lambda situation: situation.calls,
    ),
    Child(
        name="simulator",
        entry="townline.adapters.simulator.process:main",
        pause=1.5,
        wanted=lambda situation: situation.simulated,
    ),
    Child(
        name="telephones",
        entry="townline.adapters.sip.demo.process:main",
        database=True,
        pause=4.0,
        wanted=lambda situation: situation.telephones,
    ),
    Child(
        name="texts",
        entry="townline.adapters.smpp.process:main",
        database=True,
        pause=1.5,
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


def wanted(situation: Situation) -> list[Child]:
    """List the processes that run in this situation, in the order they start."""
    return [child for child in CHILDREN if child.wanted(situation)]


def named(name: str) -> Child | None:
    """Find a process by name."""
    return next((child for child in CHILDREN if child.name == name), None)
