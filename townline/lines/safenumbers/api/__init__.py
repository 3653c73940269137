"""The front door of the room: what others may ask of it.

One file a noun says what it offers in its own ``__all__``; a new name is written there only.
"""

from townline.lines.safenumbers.api import calls, console, leases, pages, requests
from townline.lines.safenumbers.api.calls import *
from townline.lines.safenumbers.api.console import *
from townline.lines.safenumbers.api.leases import *
from townline.lines.safenumbers.api.pages import *
from townline.lines.safenumbers.api.requests import *

__all__: list[str] = []
__all__ += calls.__all__
__all__ += console.__all__
__all__ += leases.__all__
__all__ += pages.__all__
__all__ += requests.__all__
