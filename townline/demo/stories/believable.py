"""Leaves out the few stories whose steps came out of order at the edge of the present.

Answers leave by day and never in the future: for a text of the last hours both together can put
an answer before its text.
"""

from townline.casework.importing.api import Asked, Confirmed, Drafted, Heard, HistoryCase, Submitted

_BEFORE = {Submitted: Drafted, Confirmed: Submitted}


def believable(story: HistoryCase) -> bool:
    """Say whether the text comes first, and each confirmation after its words."""
    steps = story.steps
    if not steps or not isinstance(steps[0], Heard):
        return False
    said = [step for step in steps if isinstance(step, (Asked, Drafted, Submitted, Confirmed))]
    return all(
        type(before) is _BEFORE.get(type(step), type(before))
        for before, step in zip([None, *said], said, strict=False)
    )
