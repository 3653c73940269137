"""Reading what the triage may do by itself (``triage`` of district.json); may be left out."""

from collections.abc import Sequence

from townline.platform.core.district_files.shapes import Shape


def triage(shape: Shape, data: object, services: Sequence[str]) -> None:
    """Check the services that a machine may send by itself, and how right it must be."""
    settings = data.get("triage") if isinstance(data, dict) else None
    if not isinstance(settings, dict):
        return
    for name in ("auto_assign", "ask_place"):
        for at in shape.items("triage", name) if name in settings else ():
            shape.one_of("triage", name, at, values=list(services))
    if "auto_precision" in settings:
        share = shape.value("triage", "auto_precision", kind=float, words="a number below 1.0")
        if share is not None and not 0.5 <= share < 1:  # noqa: PLR2004 -- a coin knows as much
            shape.problem(("triage", "auto_precision"), "must be from 0.5 to below 1.0")
    if "alarm_within" in settings:
        shape.duration("triage", "alarm_within")
