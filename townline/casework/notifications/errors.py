"""What is refused of alerts."""

from townline.casework.cases.api import InvalidInput

__all__ = ["AlertsRefused"]


class AlertsRefused(InvalidInput):
    """A wish that cannot be kept; ``problem`` names why: way, hours, mail, number or browser."""

    type = "alerts-refused"
