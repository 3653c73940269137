"""Our own small set of icons, 16 by 16, drawn for this project. Shapes carry meaning first."""
# ruff: noqa: E501 -- a drawing is not read by lines

PATHS: dict[str, str] = {
    "danger": '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/><path class="cut" d="M7.2 3.8h1.6v5H7.2zm0 6.4h1.6V12H7.2z"/>',
    "overdue": '<path d="M8 1.2 15.6 14.5H.4z"/><path class="cut" d="M7.2 5.6h1.6v4.6H7.2zm0 5.6h1.6v1.6H7.2z"/>',
    "clock": '<circle cx="8" cy="8" r="7.2"/><path class="cut" d="M7.2 3.4h1.6v4.3l2.9 1.7-.8 1.4-3.7-2.2z"/>',
    "ring": '<path d="M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2m0 2a4 4 0 1 0 0 8 4 4 0 0 0 0-8"/>',
    "tick": '<circle cx="8" cy="8" r="7.2"/><path class="cut" d="m3.9 8.3 1.2-1.2 2 2 3.9-4 1.2 1.2-5.1 5.1z"/>',
    "pause": '<circle cx="8" cy="8" r="7.2"/><path class="cut" d="M5.4 4.6H7v6.8H5.4zm3.6 0h1.6v6.8H9z"/>',
    "cross": '<circle cx="8" cy="8" r="7.2"/><path class="cut" d="m5.6 4.5 2.4 2.4 2.4-2.4 1.1 1.1L9.1 8l2.4 2.4-1.1 1.1L8 9.1l-2.4 2.4-1.1-1.1L6.9 8 4.5 5.6z"/>',
    "dots": '<circle cx="3" cy="8" r="1.6"/><circle cx="8" cy="8" r="1.6"/><circle cx="13" cy="8" r="1.6"/>',
    "people": '<circle cx="5" cy="4.5" r="2.5"/><circle cx="11.5" cy="5.5" r="2"/><path d="M.6 14c0-3.2 1.9-5.4 4.4-5.4S9.4 10.8 9.4 14zM10.6 14c0-2-.5-3.7-1.4-5 .6-.4 1.4-.6 2.2-.6 2.2 0 4 2 4 5.6z"/>',
    "pencil": '<path d="m11.6 1 3.4 3.4-1.7 1.7-3.4-3.4zM9 3.6 12.4 7l-7.5 7.5L1 15l.5-3.9z"/>',
    "eye": '<path d="M8 3c3.6 0 6.2 2.7 7.5 5C14.2 10.3 11.6 13 8 13S1.8 10.3.5 8C1.8 5.7 4.4 3 8 3"/><circle class="cut" cx="8" cy="8" r="2.8"/><circle cx="8" cy="8" r="1.4"/>',
    "languages": '<path d="M2 1h12a1.5 1.5 0 0 1 1.5 1.5v8A1.5 1.5 0 0 1 14 12H8l-4 3.5V12H2A1.5 1.5 0 0 1 .5 10.5v-8A1.5 1.5 0 0 1 2 1"/><path class="cut" d="M7.2 2.6h1.6v1.4h3v1.4h-1.2C10.2 6.8 9.5 7.9 8.8 8.6l1.9 1.1-.7 1.2-2.3-1.4-2.2 1.3-.7-1.2 1.9-1.1C6.1 7.8 5.7 7 5.5 6.2h1.4c.2.5.5 1 .9 1.5.6-.6 1-1.4 1.2-2.3H4.2V4h3z"/>',
    "back": '<path d="M7.3 2 8.7 3.4 5.1 7H15v2H5.1l3.6 3.6L7.3 14l-6-6z"/>',
    "away": '<path d="M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8"/><path class="cut" d="M4 7.2h8v1.6H4z"/>',
    "phone": '<path d="M4.5 0h7A1.5 1.5 0 0 1 13 1.5v13a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 14.5v-13A1.5 1.5 0 0 1 4.5 0"/><path class="cut" d="M5 2.5h6v9H5zm2 10.5h2v1H7z"/>',
}


def sprite() -> str:
    """Give the hidden sheet a page refers to by ``<use href="#i-clock">``."""
    symbols = "".join(
        f'<symbol id="i-{name}" viewBox="0 0 16 16">{shape}</symbol>'
        for name, shape in PATHS.items()
    )
    return f'<svg class="tl-sprite" aria-hidden="true" focusable="false">{symbols}</svg>'
