"""What the person in front is told while it works."""

import sys
import time
from typing import Any

type Json = Any  # whatever a step or an answer holds

_begun = time.monotonic()


def log_progress(words: str) -> None:
    """Tell how far it is, on standard error."""
    sys.stderr.write(f"{time.monotonic() - _begun:6.0f} s  {words}\n")
    sys.stderr.flush()
