"""Makes pages servable: ``python -m townline.platform.web.prepare``, called by set-up and by tests.

Compiles messages and collects static files into ``var/static``, each only when its inputs
changed. ``node townline/platform/web/assets/build.mjs`` makes the vendor folder
and runs before this.
"""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from townline.platform.core.paths import TOWNLINE
from townline.platform.web import messages

VENDOR = TOWNLINE / "platform" / "web" / "static" / "vendor"
KEEPER = TOWNLINE / "platform" / "web" / "static_files.py"
BUILD = TOWNLINE / "platform" / "web" / "assets" / "build.mjs"


class AssetsMissing(RuntimeError):
    """The browser assets are not built; the message says what to do."""


def run() -> bool:
    """Do what is stale; return whether anything was done. Raises AssetsMissing."""
    if not (VENDOR / "krds.css").exists():
        raise AssetsMissing("the browser files are not built; run: make setup")
    compiled = messages.compile_all()
    return _collect() or bool(compiled)


def build_and_run() -> None:
    """For work on the pages and for tests: build the vendor folder first when it is stale."""
    made = VENDOR / "krds.css"
    sources = [
        p for p in (BUILD, *_files("templates"), *_files("static")) if VENDOR not in p.parents
    ]
    newest = max(path.stat().st_mtime for path in sources)
    if (not made.exists() or made.stat().st_mtime < newest) and (node := shutil.which("node")):
        command = [node, str(BUILD)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own file
    run()


def _collect() -> bool:
    shown = [path for path in _files("static") if not path.name.startswith(".")]
    digest = _digest([*shown, KEEPER])
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".stamp"
    if stamp.exists() and stamp.read_text() == digest:
        return False
    call_command(
        "collectstatic", interactive=False, verbosity=0, ignore_patterns=[".*", "*.LICENSE"]
    )
    stamp.write_text(digest)
    return True


def _files(folder: str) -> list[Path]:
    # A room lies in a wing, or is one.
    found = (path for deep in ("*", "*/*") for path in TOWNLINE.glob(f"{deep}/{folder}/**/*"))
    return sorted(path for path in found if path.is_file())


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path.relative_to(TOWNLINE)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "townline.config.settings")
    django.setup()
    run()


if __name__ == "__main__":
    main()
