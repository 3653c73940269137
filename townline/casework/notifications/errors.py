"""What is refused of alerts."""

from townline.casework.cases.api import InvalidInput

__all__ = ["AlertsRefused"]


class AlertsRefused(InvalidInput):
    """Not possible yet; ``problem``: ``mail``, ``number``, ``browser``, ``hours``, ``way``."""

    type = "alerts-refused"
    title = "This person cannot be told so"
