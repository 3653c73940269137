"""What every refusal says of itself, once: to programs (RFC 9457) and to people."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from django.utils.translation import gettext

from townline.platform.core.text.particles import settle


class Refusal(Exception):
    """Base of what rooms refuse. A subclass says what is its own; the rest is its parent's.

    ``type`` is stable (kebab-case) and belongs to one class, or to several that mean the same.
    ``status`` is as in HTTP, ``title`` short English for programs, ``sentence`` the Korean
    sentence of pages ("": they show its ``detail``), and ``sentence_by`` those of single reasons,
    by the member of the refusal that ``reason`` names.
    The docstring and the further members are printed in docs/api.md.
    """

    type: ClassVar[str] = ""
    status: int = 400
    title: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    sentence_by: ClassVar[Mapping[str, str]] = {}
    reason: ClassVar[str] = "why"

    def message(self) -> str:
        """Give this refusal as a page shows it, in the reader's language."""
        return self.words(getattr(self, "detail", str(self)), getattr(self, "extra", {}))

    @classmethod
    def words(cls, detail: str, extra: Mapping[str, object]) -> str:
        """Say it in the reader's language; ``detail`` where it has no sentence."""
        chosen = cls.sentence_by.get(str(extra.get(cls.reason))) or cls.sentence
        if not chosen:
            return detail
        return settle(gettext(chosen) % extra) if "%(" in chosen else gettext(chosen)


def refusal_words(base: type[Refusal], type_: str, detail: str, extra: Mapping[str, object]) -> str:
    """Say a refusal of which only the type was kept, as it would say itself."""
    known = next((kind for kind in every(base) if kind.type == type_), None)
    return known.words(detail, extra) if known else detail


def every(base: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """Give the classes of all rooms that were imported, a parent before its children."""
    yield base
    for each in base.__subclasses__():
        yield from every(each)
