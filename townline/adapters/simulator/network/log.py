import logging
import sys

_LOG = logging.getLogger("townline.simulator")


def set_up() -> None:
    """Write one line per event to standard error, unless whoever started us set logs up."""
    if logging.getLogger().handlers:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    _LOG.handlers = [handler]
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False


def log_event(event: str, **details: str | int) -> None:
    """Log an event. Details never hold a number or a text of a resident."""
    _LOG.info("%s", " ".join([event, *(f"{name}={value}" for name, value in details.items())]))
