"""What the room is called by others."""

WARNING = "warning"  # the kind of its broadcasts


def warning_subject(number: int) -> str:
    """Name a warning in the history: ``warning:7``."""
    return f"{WARNING}:{number}"
