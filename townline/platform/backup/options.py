"""How the commands about backups are called; what they need is loaded when one is."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from townline.platform.core.commands import Add

KEEP = 14


def add_to(add: Add) -> None:
    """Add these commands to the command line."""
    made = add("backup", "write an encrypted backup, or check one: backup verify FILE", _backup)
    made.add_argument("action", nargs="?", choices=["make", "verify"], default="make")
    made.add_argument("file", nargs="?", type=Path, help="the backup to check (verify)")
    made.add_argument("--to", type=Path, help="folder for the backup (TOWNLINE_BACKUP_TO)")
    made.add_argument("--keep", type=int, default=KEEP, help=f"how many stay there ({KEEP})")
    made.add_argument("--no-verify", action="store_true", help="do not check it by restoring")
    _key_option(made)
    key = add("backup-key", "make the key that encrypts backups", _backup_key)
    key.add_argument("file", type=Path)
    words = "make none; print the identity of the file's key or passphrase for `age -d -i -`"
    key.add_argument("--show", action="store_true", help=words)
    back = add("restore", "restore FILE: restore a backup into an empty home", _restore)
    back.add_argument("file", type=Path)
    back.add_argument("--keys-file", type=Path, help="the district's keys (TOWNLINE_KEYS_FILE)")
    _key_option(back)


def _key_option(parser: ArgumentParser) -> None:
    words = "key file, or file with a passphrase (TOWNLINE_BACKUP_KEY_FILE)"
    parser.add_argument("--key-file", type=Path, help=words)


def _backup(options: Namespace) -> int:
    from townline.platform.backup import commands as backup_commands  # noqa: PLC0415 -- others need not load it

    return backup_commands.backup(options)


def _backup_key(options: Namespace) -> int:
    from townline.platform.backup import commands as backup_commands  # noqa: PLC0415 -- others need not load it

    return backup_commands.backup_key(options)


def _restore(options: Namespace) -> int:
    from townline.platform.backup import commands as backup_commands  # noqa: PLC0415 -- others need not load it

    return backup_commands.restore(options)
