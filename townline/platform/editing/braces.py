"""What may stand in braces, by its Korean name: ``{답변 기한}`` for ``{due}`` in Korean words.

Data and programs know the keys; people who write Korean read and write the names, or the keys.
"""

import json
import re
from functools import cache

from townline.platform.core.paths import DATA

_KEY, _NAME = re.compile(r"\{(\w+)\}"), re.compile(r"\{([^{}]+)\}")


@cache
def names() -> dict[str, str]:
    """Give the Korean name of each key."""
    about = json.loads((DATA / "defaults" / "texts_about.json").read_text("utf-8"))
    found: dict[str, str] = about["names"]
    return found


def with_names(words: str) -> str:
    """Write each known key in braces by its Korean name."""
    return _KEY.sub(lambda found: f"{{{names().get(found[1], found[1])}}}", words)


def with_keys(words: str) -> str:
    """Write each Korean name in braces as its key again."""
    keys = {name: key for key, name in names().items()}
    return _NAME.sub(lambda found: f"{{{keys.get(found[1].strip(), found[1])}}}", words)
