"""How long to wait before starting again what has failed."""

import random
from dataclasses import dataclass

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 30.0
HEALTHY_SECONDS = 60.0


@dataclass
class Backoff:
    """Doubles at each failure up to ``longest``, with jitter; a run of 60 s counts as healthy."""

    failures: int = 0
    longest: float = LONGEST_SECONDS

    def after(self, ran_seconds: float) -> float:
        """Return the seconds to wait after a run that lasted ``ran_seconds``."""
        self.failures = 0 if ran_seconds >= HEALTHY_SECONDS else self.failures
        # Not 2.0**failures: after a night of failures that would be too large for a float.
        most = min(FIRST_SECONDS * 2 ** min(self.failures, 16), self.longest)
        self.failures += 1
        # Jitter: processes that fell together shall not all come back at the same instant.
        return random.uniform(most / 2, most)  # noqa: S311 -- not a secret
