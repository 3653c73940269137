"""How long to wait before starting again what has failed."""

import random
from dataclasses import dataclass

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 30.0
HEALTHY_SECONDS = 60.0


@dataclass
class Backoff:
    """Doubles at each failure, with jitter; a run of 60 s or more counts as healthy."""

    failures: int = 0

    def after(self, ran_seconds: float) -> float:
        """Return the seconds to wait after a run that lasted ``ran_seconds``."""
        self.failures = 0 if ran_seconds >= HEALTHY_SECONDS else self.failures
        longest = min(FIRST_SECONDS * 2**self.failures, LONGEST_SECONDS)
        self.failures += 1
        # Jitter: processes that fell together shall not all come back at the same instant.
        return random.uniform(longest / 2, longest)  # noqa: S311 -- not a secret
