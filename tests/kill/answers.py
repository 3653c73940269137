"""Which answer honestly says "try again" while everything is being killed."""

_AGAIN = frozenset({429, 502, 503, 504})
_OURS = "application/problem+json"


def is_again(status: int, kind: str, detail: str = "") -> bool:
    """Say whether an answer of the API asks to try once more; its ``kind`` is its content type.

    Only a broken connection may say nothing. Raises AssertionError for what is broken: a 500, in
    whoever's words, and a refusal that is no problem of ours.
    """
    assert status != 500, f"500, {kind or 'nothing'}: {detail}"
    if status not in _AGAIN:
        return False
    assert kind.partition(";")[0] == _OURS, f"{status}, {kind or 'nothing'}: {detail}"
    return True
