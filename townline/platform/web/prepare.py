"""Makes pages servable: ``python -m townline.platform.web.prepare``, called by set-up and by tests.

Compiles messages and collects static files into ``var/static``, each only when its inputs
changed. ``node townline/platform/web/assets/build.mjs`` makes the vendor folder
and runs before this.
"""

import os
import shutil
import subprocess

import django
from django.core.management import call_command

from townline.platform.core.paths import TOWNLINE
from townline.platform.web import page_files
from townline.platform.web.page_files import messages

BUILD = TOWNLINE / "platform" / "web" / "assets" / "build.mjs"


class AssetsMissing(RuntimeError):
    """The browser assets are not built; the message says what to do."""


def run() -> bool:
    """Do what is stale; return whether anything was done. Raises AssetsMissing."""
    if not (page_files.VENDOR / "htmx.js").exists():
        raise AssetsMissing("the browser files are not built; run: make setup")
    compiled = messages.compile_all()
    return _collect() or bool(compiled)


def build_and_run() -> None:
    """For work on the pages and for tests: build the vendor folder first when it is stale."""
    made = page_files.VENDOR / "htmx.js"
    sources = [
        p
        for p in (BUILD, *page_files.files("templates"), *page_files.files("static"))
        if page_files.VENDOR not in p.parents
    ]
    newest = max(path.stat().st_mtime for path in sources)
    if (not made.exists() or made.stat().st_mtime < newest) and (node := shutil.which("node")):
        command = [node, str(BUILD)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own file
    run()


def _collect() -> bool:
    if page_files.current():
        return False
    call_command(
        "collectstatic", interactive=False, verbosity=0, ignore_patterns=[".*", "*.LICENSE"]
    )
    page_files.mark()
    return True


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "townline.config.settings")
    django.setup()
    run()


if __name__ == "__main__":
    main()
