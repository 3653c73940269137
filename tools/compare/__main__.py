"""``python -m tools.compare same|upgrade BASE [HEAD]``; the shell scripts beside it call this."""

import argparse
from pathlib import Path

from tools.compare import same, upgrade


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools/compare")
    doing = parser.add_subparsers(dest="what", required=True)
    for name, words in (("same", same.__doc__), ("upgrade", upgrade.__doc__)):
        one = doing.add_parser(name, description=words)
        one.add_argument("base", help="a commit")
        one.add_argument("head", nargs="?", default="HEAD", help="another (HEAD)")
        one.add_argument("--moves", type=Path, help="what is renamed on purpose: see README.md")
        one.add_argument("--anew", action="store_true", help="do not use BASE's kept answers")
    options = parser.parse_args()
    work = same.run if options.what == "same" else upgrade.run
    return work(options.base, options.head, options.moves, anew=options.anew)


if __name__ == "__main__":
    raise SystemExit(main())
