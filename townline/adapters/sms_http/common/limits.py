"""How often a provider may call."""

from typing import Final

from townline.platform.core.http.limits import Limit

# Far above what a town sends on its worst day: a provider does not always call again.
CALLS: Final = Limit(name="hook:call", per="provider", most=60_000, shared=False)
# Whoever signs wrongly is looked at sixty times a minute, and then no more: real calls keep
# their own account.
WRONG: Final = Limit(name="hook:wrong", per="address", most=60)
