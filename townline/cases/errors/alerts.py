"""What is refused of alerts and mentions."""

from townline.cases.errors.base import InvalidInput

__all__ = ["AlertsRefused", "MentionBlind", "MentionUnknown"]


class AlertsRefused(InvalidInput):
    """A wish that cannot be kept; ``problem`` names why: way, hours, mail, number or browser."""

    type = "alerts-refused"


class MentionBlind(InvalidInput):
    """Who was called may not see the case, or does not work here any more; ``names`` says who."""

    type = "mention-blind"


class MentionUnknown(InvalidInput):
    """Nobody signs in by a name that was called; ``names`` says which."""

    type = "mention-unknown"
