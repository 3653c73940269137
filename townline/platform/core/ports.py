"""Ports: what a room needs of rooms above it, which it may not import.

A port holds one value: a function, or a list of descriptions. ``config/wiring.py`` fills those of
the server, ``config/cli.py`` the few that commands need before Django is ready.
"""

from collections.abc import Callable


class Port[T]:
    """One value that is asked for here and filled in elsewhere.

    ``check`` is called with a value before it takes the place of the one before, and raises
    ValueError for one that cannot be.
    """

    def __init__(self, purpose: str, *, check: Callable[[T], object] | None = None) -> None:
        self.purpose = purpose
        self._check = check
        self._values: list[T] = []
        PORTS.append(self)

    def fill(self, value: T) -> None:
        """Put a value in the place of the one before. Raises what ``check`` raises."""
        if self._check:
            self._check(value)
        self._values = [value]

    @property
    def value(self) -> T:
        """The value. Raises LookupError where nobody filled it in."""
        if not self._values:
            raise LookupError(f"config/wiring.py fills no value in for: {self.purpose}")
        return self._values[0]

    @property
    def filled(self) -> bool:
        """Whether there is a value."""
        return bool(self._values)


# Every port of the modules that are loaded.
PORTS: list[Port] = []  # type: ignore[type-arg] # of any value
