"""HiGHS, as every room that plans begins it."""

import highspy


class Highs(highspy.Highs):
    """HiGHS without its banner, which would stand before a command's JSON.

    It greets where a solver is made, before any option is set.
    """

    def enableCallbacks(self) -> None:  # noqa: N802 -- HiGHS's own name
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # HiGHS has no types
