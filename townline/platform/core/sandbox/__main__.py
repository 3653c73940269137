"""The limited process: ``python -m townline.platform.core.sandbox FOLDER``.

It has no database, no keys, no settings, little memory and little time. A file that takes it
over has reached its own content.
"""

import json
import resource
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from townline.platform.core.sandbox.refusals import Exceeded, ParserRefused


def main() -> None:
    """Read ``request.json`` of the folder, call what it names, write ``answer.json``."""
    folder = Path(sys.argv[1])
    request = json.loads((folder / "request.json").read_text())
    _limit(request["budget"])
    parser = getattr(import_module(request["module"]), request["function"])
    answer = _run_parser(parser, request["arguments"], folder)
    try:
        (folder / "answer.json").write_text(answer)
    except OSError:  # larger than a file may be
        (folder / "answer.json").write_text(json.dumps({"exceeded": "memory"}))


def _limit(budget: dict[str, int]) -> None:
    for kind, most in (
        (resource.RLIMIT_AS, budget["memory"]),
        (resource.RLIMIT_CPU, budget["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, budget["file_bytes"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _run_parser(parser: Callable[..., Any], arguments: dict[str, Any], folder: Path) -> str:
    try:
        return json.dumps({"result": parser(folder, **arguments)})
    except Exceeded as error:
        return json.dumps({"exceeded": error.kind})
    except ParserRefused as error:
        return json.dumps({"refused": error.kind, "values": error.values})
    except MemoryError:
        return json.dumps({"exceeded": "memory"})
    except RecursionError:
        return json.dumps({"exceeded": "nesting"})
    except Exception:  # noqa: BLE001 -- whatever a file does to its reader, it is broken
        return json.dumps({"refused": "broken", "values": {}})


if __name__ == "__main__":
    main()
