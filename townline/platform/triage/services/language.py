"""Asking the language process. Whoever asks gets an answer in any case, perhaps a plain one."""

import time
from collections.abc import Sequence

from townline.platform.triage import rules
from townline.platform.triage.services import asking

# After a failure nobody waits again for so long: a process that hangs must not slow every page.
_REST = 5.0
PATIENCE = 0.3  # seconds: a person waits for a search


class _Rest:
    """Of the whole process, whichever thread found out; a torn read costs one more question."""

    until = 0.0


_rest = _Rest()


def understand(texts: Sequence[str], *, patience: float = PATIENCE) -> rules.Understood:
    """Take texts apart within ``patience`` seconds, or plainly if nobody answers by then.

    Not to be called in a transaction: it waits for another process.
    """
    if texts and time.monotonic() >= _rest.until:
        try:
            answers = _ask([text[: rules.LONGEST] for text in texts], patience)
            return rules.Understood([rules.pieces_in(one) for one in answers], full=True)
        except (OSError, ValueError, TypeError, LookupError):
            _rest.until = time.monotonic() + _REST
    return rules.Understood([rules.plain_pieces(text) for text in texts], full=False)


def rest_end() -> None:
    """Ask the language process again at once, also if it just failed: for commands and tests."""
    _rest.until = 0.0


def _ask(texts: list[str], patience: float = PATIENCE) -> list[list[tuple[str, int, int]]]:
    answer = asking.ask({"texts": texts}, patience=patience)
    pieces: list[list[tuple[str, int, int]]] = answer["pieces"]
    if len(pieces) != len(texts):
        raise ValueError("the answer is not about these texts")
    return pieces
