"""Names of released requests for everybody.

The case number stays with the resident: whoever overhears it must not find the place with it. So a
request is named by a keyed hash of its case. It stays the same until the look-up key is changed
(``townline keys rotate --lookup``), and its older names are found after that too.
"""

from collections.abc import Collection

from townline.platform.core.keys import crypto

_BYTES = 12


def public_id(case_id: int) -> str:
    """Give the ``service_request_id`` of a case: 24 hexadecimal digits."""
    return crypto.ring().lookup_of(_subject(case_id))[:_BYTES].hex()


def is_named(case_id: int, ids: Collection[str]) -> bool:
    """Say whether one of these ids is, or was, the name of this case."""
    names = crypto.ring().every_lookup_of(_subject(case_id))
    return any(name[:_BYTES].hex() in ids for name in names)


def _subject(case_id: int) -> str:
    return f"open311:{case_id}"
