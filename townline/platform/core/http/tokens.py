"""Counts wrong tokens of public doors by the client's address.

A token of 128 bits or more cannot be guessed, and to find it is one look-up by its hash. So a door
looks the token up first and counts only one that it did not find: clients behind one address (a
mobile network's NAT) never lock each other out.
"""

from django.http import HttpRequest

from townline.platform.core import clock
from townline.platform.core.http import client
from townline.platform.core.http.limits import Limit


def count_wrong_token(request: HttpRequest, limit: Limit) -> int:
    """Count a wrong token of this client; give the seconds to wait, 0 within the limit."""
    return limit.take(client.client_key(request), clock.now())
