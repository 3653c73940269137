"""What a reader of another catalogue suggests, in the codes of the district's own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from townline.casework.classification.rules.readings import Likely

type Meanings = Mapping[str, Sequence[str]]


def services_meaning(meanings: Meanings, reader_code: str) -> list[str]:
    """Give the district's services that stand for a code of the reader."""
    return [service for service, codes in meanings.items() if reader_code in codes]


def translate_guesses(guesses: Sequence[Likely], meanings: Meanings) -> list[Likely]:
    """Give guesses in the district's codes, best first.

    Codes that mean one service add up; a code that several services mean is shared among them.
    What means none is left out.
    """
    found: dict[str, Likely] = {}
    for guess in guesses:
        services = services_meaning(meanings, guess.code)
        for service in services:
            share = guess.probability / len(services)
            before = found.get(service, Likely(code=service, probability=0.0))
            words = tuple(dict.fromkeys([*before.words, *guess.words]))
            found[service] = replace(before, probability=before.probability + share, words=words)
    return sorted(found.values(), key=lambda one: -one.probability)


def is_clear(guesses: Sequence[Likely], meanings: Meanings) -> bool:
    """Say whether the likeliest guess means exactly one service, which stays the likeliest."""
    services = services_meaning(meanings, guesses[0].code) if guesses else []
    translated = translate_guesses(guesses, meanings)
    return len(services) == 1 and translated[0].code == services[0]


def reader_code(meanings: Meanings, service: str) -> str:
    """Give the one code of the reader that a service means; "" where it means several."""
    codes = meanings.get(service, (service,))
    return codes[0] if len(codes) == 1 else ""
