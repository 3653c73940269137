"""Django's PostgreSQL backend, which lets go of a connection that is known to be dead.

Django itself does so only between two requests. A thread that serves no requests (a job, a
link, the port's owner) would ask the dead one again for as long as the process lives.
"""

import psycopg
from django.db.backends.postgresql import base

from townline.platform.core.database import availability


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, connected anew where the connection broke and no transaction is open."""

    def ensure_connection(self) -> None:
        """Connect if there is no connection, or only a dead one. Raises OperationalError."""
        self._bury()
        super().ensure_connection()

    def close_if_unusable_or_obsolete(self) -> None:
        """Close what must not serve the next request, without connecting only to look at it."""
        self._bury()
        super().close_if_unusable_or_obsolete()

    def _bury(self) -> None:
        if self.connection is not None and self.connection.closed and not self.in_atomic_block:
            self.close()

    def connect(self) -> None:
        """Connect, or take a connection of the pool. Raises OperationalError; both are noted."""
        try:
            super().connect()
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            availability.STATE.failed(error)
            raise
        availability.STATE.answered()
