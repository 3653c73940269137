"""The front door of the room: what others may ask of it.

One file a noun says what it offers in its own ``__all__``; a new name is written there only.
"""

from townline.safenumbers.api import leases
from townline.safenumbers.api.leases import *

__all__: list[str] = []
__all__ += leases.__all__
