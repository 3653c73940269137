"""Asking the language process what texts are about."""

import base64
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from townline.platform.triage.rules import Danger, Guess, NotRead, Reading
from townline.platform.triage.services import asking

# A question holds no more than this, so that one of many does not wait for all of them.
_AT_ONCE = 32
PATIENCE_OF_JOBS = 20.0  # seconds: nobody waits for a job
# Longer texts than the network carries; the reader itself looks at less.
_LONGEST = 5_000


def is_read() -> bool:
    """Say whether this installation has a language process, be it up or down."""
    return bool(settings.TOWNLINE_LANGUAGE_SOCKET)


def read(
    texts: Sequence[str], *, patience: float = PATIENCE_OF_JOBS, apart: Sequence[str] | None = None
) -> list[Reading]:
    """Read what each text is about. Raises NotRead; never in a transaction: it waits.

    ``apart``: each text without the names of known places (``place_free``), by which its
    language is judged, and danger in languages that were not learnt.
    """
    made: list[Reading] = []
    for n in range(0, len(texts), _AT_ONCE):
        some, rest = (
            [text[:_LONGEST] for text in part[n : n + _AT_ONCE]] for part in (texts, apart or texts)
        )
        made += _read(some, rest, patience)
    return made


def _read(texts: list[str], apart: list[str], patience: float) -> list[Reading]:
    try:
        answers = asking.ask({"read": texts, "apart": apart}, patience=patience)["readings"]
        made = [_reading(one) for one in answers]
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise NotRead(f"no reader answered ({type(error).__name__})") from error
    if len(made) != len(texts):
        raise NotRead("the answer is not about these texts")
    return made


def _reading(answer: dict[str, Any]) -> Reading:
    danger = answer["danger"]
    return Reading(
        version=answer["version"],
        services=tuple(_guess(one) for one in answer["services"]),
        kinds=tuple(_guess(one) for one in answer["kinds"]),
        sure=answer["sure"],
        danger=_danger(danger) if danger else None,
        language=answer["language"],
        spam=answer["spam"],
        vector=base64.b64decode(answer["vector"]),
        full=answer["full"],
    )


def _danger(answer: list[Any]) -> Danger:
    kind, probability, words, span = answer
    start, end = span
    return Danger(kind, probability, tuple(words), (int(start), int(end)))


def _guess(answer: list[Any]) -> Guess:
    code, probability, words = answer
    return Guess(code, probability, tuple(words))


def services_known() -> frozenset[str]:
    """Give the service codes that the model of this installation can suggest; none without one."""
    # numpy and the model are for whoever asks, not for every process.
    from townline.platform.triage.reader import model, serving  # noqa: PLC0415 -- as said above

    for file in serving.files():
        try:
            return frozenset(model.load(file).meta["heads"]["service"]["codes"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return frozenset()
