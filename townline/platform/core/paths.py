"""Where the program's own files lie."""

from pathlib import Path

import townline

TOWNLINE = Path(townline.__file__).resolve().parent
ROOT = TOWNLINE.parent
DATA = TOWNLINE / "data"
DEMO = DATA / "districts" / "demo"
