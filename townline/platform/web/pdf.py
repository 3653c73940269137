"""Papers made of pages, with the fonts inside; what is missing on the machine is said."""

import gc
import io
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from django.contrib.staticfiles import finders

_FONTS = {"PretendardGOV-Regular.woff2", "PretendardGOV-Bold.woff2"}
_VARIANT = "pdf/ua-1"
_RARELY = 100_000  # more objects than before; Python says 2,000
_SVG_TAG = re.compile(r"<svg\b[^>]*>")


class PdfMissing(RuntimeError):
    """The machine cannot make papers; the message says what to install."""


def _weasyprint() -> ModuleType:
    for name in ("weasyprint", "weasyprint.progress", "fontTools"):
        # Each of its steps is a line otherwise, in the log of an office, from the import on.
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        import weasyprint  # noqa: PLC0415 -- it needs libraries that an office may not have
    except (ImportError, OSError) as error:
        raise PdfMissing(
            "papers need the system's Pango library; on Debian, as root:"
            " apt-get install libpangoft2-1.0-0 fonts-noto-cjk"
        ) from error
    _pages_listed_once()
    found: ModuleType = weasyprint
    return found


@cache
def _font(name: str) -> bytes:
    """Unpack a font, once for this process: nine tenths of what one paper takes otherwise."""
    from fontTools.ttLib import woff2  # noqa: PLC0415 -- for papers only

    unpacked = io.BytesIO()
    with Path(str(finders.find(f"vendor/fonts/{name}"))).open("rb") as packed:
        woff2.decompress(packed, unpacked)
    return unpacked.getvalue()


def pdf(html: str, style: str) -> bytes:
    """Turn a page into a PDF. ``style``: a static file. Raises PdfMissing.

    Nothing is fetched: the page may name our own fonts only.
    """
    return pdf_of([html], style)


def pdf_of(
    papers: Iterable[str], style: str, progress: Callable[[int], None] = lambda _: None
) -> bytes:
    """Turn papers, at least one, into one PDF, each counting its own pages. Raises PdfMissing.

    ``progress`` hears after each how many are laid out.
    """
    layout = _layout(style)
    pages: list[Any] = []
    with _rarely_collected():
        for number, html in enumerate(papers, 1):
            document = layout(html)
            pages += document.pages
            progress(number)
        found: bytes = document.copy(pages).write_pdf(pdf_variant=_VARIANT)
    return found


@contextmanager
def _rarely_collected() -> Iterator[None]:
    """Look for cycles seldom: boxes are in their thousands and all kept, a fifth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(_RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@cache
def _pages_listed_once() -> None:
    """Let pydyf list the pages of a file once: it does for each box, a third of many papers' time.

    Source: pydyf 0.13, ``PDF.page_references``; WeasyPrint 70, ``pdf/tags.py``.
    """
    import pydyf  # noqa: PLC0415 -- WeasyPrint's, which an office may not have

    class Listed(pydyf.PDF):  # type: ignore[misc] # its package is not typed
        _listed: tuple[bytes, ...] = ()

        @property
        def page_references(self) -> tuple[bytes, ...]:
            if len(self._listed) * 3 != len(self.pages["Kids"]):  # number, generation, R
                self._listed = super().page_references
            return self._listed

    pydyf.PDF = Listed


def _layout(style: str) -> Callable[[str], Any]:
    """Give what lays a page out in a style that is read once."""
    made = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 -- as above
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 -- as above

    class OwnFonts(URLFetcher):  # type: ignore[misc] # its package is not typed
        def fetch(self, url: str, _headers: object = None) -> object:
            name = url.rpartition("/")[2]
            if name not in _FONTS:
                raise ValueError(f"a paper may not fetch {name}")
            return URLFetcherResponse(url, _font(name), {"Content-Type": "font/ttf"})

    sheet = Path(str(finders.find(style))).read_text()
    fonts, fetcher = FontConfiguration(), OwnFonts()
    css = made.CSS(string=sheet, font_config=fonts, url_fetcher=fetcher)
    # What is drawn in a page is laid out apart from it, and reads its own style only.
    own = f"<style>{sheet}</style>"
    return lambda html: made.HTML(
        string=_SVG_TAG.sub(lambda svg: svg[0] + own, html), url_fetcher=fetcher
    ).render(stylesheets=[css], font_config=fonts, pdf_variant=_VARIANT)
