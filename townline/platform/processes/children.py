"""What a process of the house is; which there are, ``config/processes/children.py`` says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from townline.platform.core.ports import Port


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

    ``django`` says whether Django is made ready first: under a supervisor, it is a fork then of
    one that has loaded all (``forkserver``).
    ``database``: it cannot begin without one, and waits for it rather than fall again and again.
    ``unit``: it may be a service of its own (others work only under ``townline run``).
    ``several``: many of it may run on one machine.
    ``district``: it cannot begin before one is loaded, and waits for it as well.
    ``pause`` is how many seconds one that loads its program itself waits at the start, so that
    pages are served first.
    """

    name: str
    entry: str
    django: bool = True
    database: bool = False
    district: bool = False
    unit: bool = True
    several: bool = False
    pause: float = 0.0
    wanted: Callable[[Situation], bool] = field(default=lambda _: True)


# In the order they start.
CHILDREN: Port[Sequence[Child]] = Port("the processes of an installation")


def required_children(situation: Situation) -> list[Child]:
    """List the processes that run in this situation, in the order they start."""
    return [child for child in CHILDREN.value if child.wanted(situation)]


def child_by_name(name: str) -> Child | None:
    """Find a process by name."""
    return next((child for child in CHILDREN.value if child.name == name), None)
