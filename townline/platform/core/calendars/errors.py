"""What the calendars refuse, in words that say what to do."""


class ClockError(ValueError):
    """A rule, a moment or a pause cannot be used."""


class NeverEnds(ClockError):
    """A rule would run for ever: there is no working time that it could use up."""


class OutOfOrder(ClockError):
    """The office would close before it opens."""
