"""Reads JSON that somebody else wrote: nothing in it ends in a fault of ours."""

import json
from typing import Any


class TooDeep(ValueError):
    """It is nested more deeply than anything we take; told as a value that is not accepted."""


def json_read(written: str | bytes) -> Any:  # noqa: ANN401 -- JSON may be of any kind
    """Read JSON. Raises ValueError for what is none, and TooDeep (one of them)."""
    try:
        return json.loads(written)
    except RecursionError:
        raise TooDeep("the JSON is nested too deeply") from None
