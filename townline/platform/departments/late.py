"""How much of what falls due is late: a bar above every page, read from a mark without a query.

A room keeps what is due first, and whose it is, by ``marks.due_keep``; it counts in that what is
late of what a viewer sees.
"""

from collections.abc import Callable

from django.http import HttpRequest

from townline.platform.core import clock
from townline.platform.core.history import marks
from townline.platform.core.history.marks import Marked
from townline.platform.departments.api import Act
from townline.platform.departments.guards import case_reader
from townline.platform.web.registry import Banner

type LateIn = Callable[[Act, Marked], int]
type Words = Callable[[str], tuple[str, str]]


def late_bar(
    request: HttpRequest, name: str, late_in: LateIn, words: Words, url: str
) -> Banner | None:
    """Tell who reads cases how much is late of what they see; ``words``: of a number, and the link.

    ``late_in`` counts in the mark for who looks.
    """
    viewer = case_reader(request)
    mark = marks.mark_of(request, name) if viewer else None
    late = late_in(Act(viewer, clock.now()), mark) if viewer and mark else 0
    if not late:
        return None
    text, link_text = words(f"{late}+" if late == marks.MOST_DUE else str(late))
    return Banner("warning", text, url, link_text)
