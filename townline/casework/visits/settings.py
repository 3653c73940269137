"""Reading what district.json says of visits, and of complaints that come again or from several."""

from townline.platform.core.district_files.shapes import Shape

_GLOBE = {"latitude": 90, "longitude": 180}
_COUNTS = (("repeats", "complaints"), ("repeats", "answers"), ("groups", "households"))


def fieldwork(shape: Shape) -> None:
    """Check the sections ``visits``, ``repeats`` and ``groups``."""
    for name, most in _GLOBE.items():
        words = f"degrees from -{most}.0 to {most}.0"
        at = shape.value("visits", "office", name, kind=float, words=words)
        if at is not None and abs(at) > most:
            shape.problem(("visits", "office", name), f"must be {words}")
    for path in (("visits", "minutes"), ("visits", "kilometres_per_hour"), *_COUNTS):
        number = shape.value(*path, kind=int, words="a whole number, at least 1")
        if number is not None and number < 1:
            shape.problem(path, "must be a whole number, at least 1")
    for section in ("repeats", "groups"):
        shape.duration(section, "within")
