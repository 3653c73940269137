"""The doors for a rush, in the live process: takes grouped, snapshots cached and pushed.

Django's pages and API answer the same addresses in the same shapes, one request at a time; this
is what a whole city asks at nine o'clock.
"""

from townline.lines.queues.ticket_pages.views.rush.doors import Rush

__all__ = ["Rush"]
