"""Runs PostgreSQL for an office that has no database server of its own."""

from townline.platform.postgres.binaries import (
    Binaries,
    DatabaseUnavailable,
    bundled_binaries,
    on_machine,
)
from townline.platform.postgres.embedded import EmbeddedPostgres
from townline.platform.postgres.launch import answers
from townline.platform.postgres.programs import ProgramFailed, dump, restore

__all__ = [
    "Binaries",
    "DatabaseUnavailable",
    "EmbeddedPostgres",
    "ProgramFailed",
    "answers",
    "bundled_binaries",
    "dump",
    "on_machine",
    "restore",
]
