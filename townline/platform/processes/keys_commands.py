"""``townline keys rotate``: the keys changed in the middle of work."""

from argparse import ArgumentParser, Namespace

from townline.platform.core import commands


def keys_options(parser: ArgumentParser) -> None:
    """``keys rotate``: what to change; both kinds unless one is named."""
    parser.add_argument("action", choices=["rotate"])
    group = parser.add_mutually_exclusive_group()
    for name, words in (
        ("field", "the keys that encrypt data"),
        ("lookup", "the key that telephone numbers are looked up by"),
        ("all", "both (default); people stay signed in"),
        ("rewrite", "no new keys: encrypt a restored backup with the current ones"),
        ("signing", "the key that signs sessions; everybody must sign in again"),
        ("retire", "remove the old keys from the file, once no backup needs them"),
    ):
        group.add_argument(f"--{name}", dest="wish", action="store_const", const=name, help=words)
    parser.set_defaults(wish="all")


def keys(options: Namespace) -> int:
    """``townline keys rotate``: goes on where an interrupted call was."""
    with commands.ready(options):
        from townline.platform.processes import rotation as changing  # noqa: PLC0415 -- needs Django

        if options.wish == "retire":
            changing.retire(report=commands.write_line)
        elif options.wish == "rewrite":
            changing.rewrite(report=commands.write_line)
        elif options.wish == "signing":
            changing.sign_anew(report=commands.write_line)
        else:
            field, lookup = options.wish != "lookup", options.wish != "field"
            changing.rotate(field=field, lookup=lookup, report=commands.write_line)
    return 0
