"""Several workers behind one Kamailio: its configuration, made of who works and who calls."""

from townline.adapters.sip.dispatcher.filling import Front, FrontError, files

__all__ = ["Front", "FrontError", "files"]
