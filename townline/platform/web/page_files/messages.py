"""Compiles each room's English messages when they changed.

Run as ``python -m townline.platform.web.page_files.messages``.

Message ids are Korean, the source language; gettext itself is not needed.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from townline.platform.core.paths import TOWNLINE


def sources() -> list[Path]:
    return sorted(TOWNLINE.glob("**/locale/*/LC_MESSAGES/*.po"))


def compile_all() -> int:
    """Write each ``.mo`` that is older than its ``.po``; return how many were written."""
    stale = [po for po in sources() if not _fresh(po)]
    for po in stale:
        with po.open("rb") as file:
            catalog = read_po(file, locale=po.parts[-3])
        target = po.with_suffix(".mo")
        # Others may be reading: replace whole.
        part = target.with_suffix(".mo.part")
        with part.open("wb") as out:
            write_mo(out, catalog)
        part.replace(target)
    return len(stale)


def _fresh(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime


if __name__ == "__main__":
    compile_all()
