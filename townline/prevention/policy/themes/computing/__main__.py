"""The monthly run's child: JSON of texts on standard input, JSON of themes on standard output.

In a process of its own, so that the worker keeps none of its memory.
"""

import json
import os
import resource
import sys

from townline.prevention.policy.themes.computing.finding import themes

_MEMORY, _NICE = 3 << 30, 10


def main() -> None:
    """Read, find, write, with bounded memory and behind whoever serves people."""
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    request = json.load(sys.stdin)
    found = themes(request["texts"], places=frozenset(request["places"]))
    output = [
        {"name": one.name, "words": one.words, "members": one.members,
         "copied": sorted(one.copied)}
        for one in found
    ]  # fmt: skip
    json.dump(output, sys.stdout)


if __name__ == "__main__":
    main()
