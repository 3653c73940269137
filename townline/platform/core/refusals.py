"""What every refusal says of itself, once: to programs (RFC 9457) and to people."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from django.utils.translation import gettext

from townline.platform.core.text.particles import settle


class Refusal(Exception):
    """Base of what rooms refuse. A subclass says what is its own; the rest is its parent's.

    ``type`` is stable (kebab-case) and belongs to one class, or to several that mean the same.
    ``status`` is as in HTTP, ``title`` short English for programs, ``said`` the Korean sentence
    of pages ("": its ``detail`` is told), and ``said_by`` those of single reasons, by the member
    of the refusal that ``reason`` names.
    The docstring is what docs/api.md tells of it, with the further members.
    """

    type: ClassVar[str] = ""
    status: int = 400
    title: ClassVar[str] = ""
    said: ClassVar[str] = ""
    said_by: ClassVar[Mapping[str, str]] = {}
    reason: ClassVar[str] = "why"

    def message(self) -> str:
        """Give this refusal as a page shows it, in the reader's language."""
        return self.words(getattr(self, "detail", str(self)), getattr(self, "extra", {}))

    @classmethod
    def words(cls, detail: str, extra: Mapping[str, object]) -> str:
        """Say it in the reader's language; ``detail`` where it has no sentence."""
        sentence = cls.said_by.get(str(extra.get(cls.reason))) or cls.said
        if not sentence:
            return detail
        return settle(gettext(sentence) % extra) if "%(" in sentence else gettext(sentence)


def refusal_words(base: type[Refusal], type_: str, detail: str, extra: Mapping[str, object]) -> str:
    """Say a refusal of which only the type was kept, as it would say itself."""
    known = next((kind for kind in every(base) if kind.type == type_), None)
    return known.words(detail, extra) if known else detail


def every(base: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """Give the classes of all rooms that were imported, a parent before its children."""
    yield base
    for each in base.__subclasses__():
        yield from every(each)
