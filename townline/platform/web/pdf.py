"""Papers made of pages, with the fonts inside; what is missing on the machine is said."""

import logging
from pathlib import Path
from types import ModuleType

from django.contrib.staticfiles import finders

_FONTS = {"PretendardGOV-Regular.woff2", "PretendardGOV-Bold.woff2"}


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
    found: ModuleType = weasyprint
    return found


def pdf(html: str, style: str) -> bytes:
    """Turn a page into a PDF. ``style``: a static file. Raises PaperMissing.

    Nothing is fetched: the page may name our own fonts only.
    """
    made = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 -- as above
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 -- as above

    class OwnFonts(URLFetcher):  # type: ignore[misc] # its package is not typed
        def fetch(self, url: str, _headers: object = None) -> object:
            name = url.rpartition("/")[2]
            if name not in _FONTS:
                raise ValueError(f"a paper may not fetch {name}")
            file = Path(str(finders.find(f"vendor/fonts/{name}")))
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": "font/woff2"})

    sheet = Path(str(finders.find(style))).read_text()
    fonts, fetcher = FontConfiguration(), OwnFonts()
    css = made.CSS(string=sheet, font_config=fonts, url_fetcher=fetcher)
    page = made.HTML(string=html, url_fetcher=fetcher)
    found: bytes = page.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1")
    return found
