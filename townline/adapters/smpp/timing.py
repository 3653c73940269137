"""How long a link waits for what. Seconds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Usual values; tests shorten them.

    A claim lives 60 seconds: what is claimed is written within ``write_by`` or given back, and
    its response waited for during ``response``, so that both together stay below that.
    """

    connect: float = 10.0
    bind: float = 10.0
    enquire: float = 30.0
    response: float = 30.0
    write_by: float = 20.0
    poll: float = 1.0
    query: float = 60.0
    report: float = 10.0
    save_read: float = 0.2
    first_retry: float = 1.0
    longest_retry: float = 60.0
    stop_answers: float = 1.5
    stop_unbind: float = 0.5
    stop_all: float = 4.5
