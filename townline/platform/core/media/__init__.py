"""Photos and other media: kept by content on disk, and what may be shown of them.

What others use of it is named here; see README.md beside this file.
"""

from townline.platform.core.media.store import (
    NOT_FETCHED,
    TOO_LARGE,
    MediaNotFound,
    MediaRef,
    folder,
    keep,
    missing,
    path_of,
    read,
    reference_of,
    sweep,
)

__all__ = [
    "NOT_FETCHED",
    "TOO_LARGE",
    "MediaNotFound",
    "MediaRef",
    "folder",
    "keep",
    "missing",
    "path_of",
    "read",
    "reference_of",
    "sweep",
]
