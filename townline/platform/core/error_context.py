"""What a program was doing when an error ended it, and what its operator can do then."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_ATTRIBUTE = "townline_context"
USUAL_REMEDY = (
    "run the command again; if it ends in the same way, run townline doctor, and report this line"
)


@dataclass(frozen=True, slots=True)
class Context:
    """``work``: what was being done, to which object, outermost first. ``remedy``: what to do."""

    work: tuple[str, ...] = ()
    remedy: str = USUAL_REMEDY


@contextmanager
def working(work: str, remedy: str = "") -> Iterator[None]:
    """Add to an error that passes what was being done (``loading the district /x``).

    The words must hold nothing that a resident wrote. An inner remedy stands before an outer one.
    """
    try:
        yield
    except Exception as error:
        inner = context_of(error)
        known = inner.remedy != USUAL_REMEDY
        context = Context((work, *inner.work), inner.remedy if known else remedy or USUAL_REMEDY)
        # An error of a class with slots stays without.
        if hasattr(error, "__dict__"):
            setattr(error, _ATTRIBUTE, context)
        raise


def context_of(error: BaseException) -> Context:
    found = getattr(error, _ATTRIBUTE, None)
    return found if isinstance(found, Context) else Context()
