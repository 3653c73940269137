"""Runs PostgreSQL for an office that has no database server of its own."""

from townline.adapters.postgres.binaries import Binaries, DatabaseUnavailable, bundled, on_machine
from townline.adapters.postgres.embedded import EmbeddedPostgres
from townline.adapters.postgres.launch import answers
from townline.adapters.postgres.programs import ProgramFailed, dump, restore

__all__ = [
    "Binaries",
    "DatabaseUnavailable",
    "EmbeddedPostgres",
    "ProgramFailed",
    "answers",
    "bundled",
    "dump",
    "on_machine",
    "restore",
]
