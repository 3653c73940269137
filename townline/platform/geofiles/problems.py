"""What is the matter with a file or one of its features; the words stand in ``sentences.py``."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class GeofileProblem:
    """``number``: the feature it is about, None for the whole file. ``kind`` is stable."""

    kind: str
    number: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def words(self) -> str:
        """Say it in the reader's language, with what is accepted."""
        # Where files are parsed there are no settings, and nobody reads a sentence.
        from django.utils.translation import gettext  # noqa: PLC0415 -- as above

        from townline.platform.core.text.particles import settle  # noqa: PLC0415 -- the same
        from townline.platform.geofiles.sentences import SENTENCES  # noqa: PLC0415 -- the same

        return settle(gettext(SENTENCES[self.kind]) % self.values)


class UnreadableGeofile(ValueError):
    """Nothing can be read of the file; ``problem`` says why and what is accepted."""

    def __init__(self, kind: str, **values: object) -> None:
        self.problem = GeofileProblem(kind, None, values)
        super().__init__(kind)
