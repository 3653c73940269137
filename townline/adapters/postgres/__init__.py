"""Runs PostgreSQL for an office that has no database server of its own."""

from townline.adapters.postgres.binaries import Binaries, DatabaseUnavailable, bundled, on_machine
from townline.adapters.postgres.embedded import EmbeddedPostgres

__all__ = ["Binaries", "DatabaseUnavailable", "EmbeddedPostgres", "bundled", "on_machine"]
