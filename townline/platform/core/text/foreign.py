"""What somebody else wrote: JSON that ends in no fault of ours, cells that no spreadsheet runs."""

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


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain(cell: str) -> str:
    """Keep a spreadsheet from running what somebody wrote."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) and cell != "-" else cell


def quote_cell(cell: str) -> str:
    """Do as ``plain`` does, so that ``unquote_cell`` gives back what was written, mark or not."""
    return plain(cell) if plain(cell.lstrip("'")) == cell.lstrip("'") else f"'{cell}"


def unquote_cell(cell: str) -> str:
    """Take off the mark of ``quote_cell``."""
    rest = cell.removeprefix("'")
    return cell if plain(rest.lstrip("'")) == rest.lstrip("'") else rest
