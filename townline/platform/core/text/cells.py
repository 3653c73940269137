"""What stands in a table that a spreadsheet opens."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain(cell: str) -> str:
    """Keep a spreadsheet from running what somebody wrote."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) and cell != "-" else cell
