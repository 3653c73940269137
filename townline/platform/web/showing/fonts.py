"""Where the office's own typeface lies, for what is drawn and not shown by a browser."""

from pathlib import Path

from django.contrib.staticfiles import finders


def paths() -> tuple[Path, Path]:
    """Give the files of the regular and the bold one."""
    names = ("PretendardGOV-Regular.woff2", "PretendardGOV-Bold.woff2")
    regular, bold = (Path(str(finders.find(f"vendor/fonts/{name}"))) for name in names)
    return regular, bold
