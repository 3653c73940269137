"""Runs calls: the one place where legs, sound and the rules of a call meet."""

from townline.adapters.sip.flow.desk import Desk
from townline.adapters.sip.flow.notices import Notices
from townline.adapters.sip.flow.opening import CallsOff, open_desk
from townline.adapters.sip.flow.store import Store, StoreFailed, Threads

__all__ = ["CallsOff", "Desk", "Notices", "Store", "StoreFailed", "Threads", "open_desk"]
