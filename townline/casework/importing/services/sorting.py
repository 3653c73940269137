"""What an old matter was about, and whose it was: by what its texts say themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

from townline.casework.cases import api as cases
from townline.casework.cases.api import hints
from townline.casework.importing.rules import TextExchange
from townline.casework.importing.services.old_text import OldText
from townline.platform.departments import api as departments


@dataclass(frozen=True, slots=True)
class Sorted:
    """Codes of a service and a department, or None where the texts do not tell."""

    service: str | None = None
    department: str | None = None


class Sorter:
    """Sorts one matter after the other; reads the directory once."""

    def __init__(self) -> None:
        self._owner = {s.service_code: s.department_id for s in departments.services()}
        self._names = [
            (name, office.code)
            for office in departments.departments()
            if office.kind == "department"
            for name in (office.name_ko, office.name_en)
        ]

    def sort(self, matter: TextExchange[OldText]) -> Sorted:
        """Go by the office's own table, else by hint words and by the department that signed.

        Hint words of several services count only if one of them is that department's.
        """
        given = [text.service for text in matter.said if text.service in self._owner]
        if given:
            return Sorted(given[0], self._owner[given[0]])
        incoming = " ".join(text.body for text in matter.said if not text.outgoing)
        hinted = cases.services_in(incoming, hints()) & self._owner.keys()
        signed = self._signed(text.body for text in matter.said if text.outgoing)
        theirs = {code for code in hinted if self._owner[code] == signed}
        service = _only(theirs if signed else hinted)
        return Sorted(service, signed or (self._owner[service] if service else None))

    def _signed(self, bodies: Iterable[str]) -> str | None:
        """Name the only department that our words name."""
        full_text = "\n".join(bodies)
        return _only({code for name, code in self._names if name and name in full_text})


def _only(codes: Iterable[str]) -> str | None:
    found = sorted(codes)
    return found[0] if len(found) == 1 else None
