"""A district's settings as they are stored: what is read by parts, and kept no other way."""

from typing import Any

from townline.config.loading.parts import Read
from townline.lines.safenumbers.settings import Prompts
from townline.platform.core.district_files.values import LANGUAGES
from townline.platform.departments.settings.directory import Services
from townline.prevention.surveys.rules.ruleset import with_choices_as_pairs

# What does not come from district.json itself.
ADDED = (
    "kinds", "service_words", "templates", "plain", "prompts", "safe_words", "texts", "agencies",
    "dongs", "hazards", "assets", "surveys", "works", "incidents",
    "warnings", "call_menu", "departments", "services",
)  # fmt: skip


def settings(read: Read) -> dict[str, Any]:
    """Give what the rooms' parts read later (``Part.stored``): the files' own data."""
    words = read.data("safe_words.json")
    prompts = read.part(Prompts)
    return read.data("district.json") | {
        "kinds": read.data("services.json").get("kinds", []),
        "services": read.data("services.json").get("services", []),
        "service_words": _service_words(read.part(Services)),
        "templates": read.data("templates.json"),
        "plain": read.data("plain.json"),
        "prompts": prompts.spoken() if prompts else {},
        **({"call_menu": list(prompts.call_menu)} if prompts else {}),
        "safe_words": {lang: words.get(lang) for lang in LANGUAGES} if words else {},
        "texts": read.data("texts.json"),
        "hazards": read.data("hazards.json"),
        "assets": read.data("assets.json"),
        "surveys": with_choices_as_pairs(read.data("surveys.json")),
        "works": read.data("works.json"),
        "incidents": read.data("incidents.json"),
        "warnings": read.data("warnings.json"),
    }


def _service_words(found: Services | None) -> dict[str, list[str]]:
    return {
        one.service_code: [*one.keywords.ko, *one.keywords.en]
        for one in (found.services if found else ())
    }
