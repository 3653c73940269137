"""How a run in the sandbox ends otherwise than with a result."""


class ParserRefused(ValueError):
    """A parser does not accept the file; ``kind`` and ``values`` are for the caller's sentence."""

    def __init__(self, kind: str, **values: object) -> None:
        super().__init__(kind)
        self.kind, self.values = kind, values


class Exceeded(ParserRefused):
    """The file needs more than the budget; ``kind`` is ``time``, ``memory`` or ``nesting``."""
