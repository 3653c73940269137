"""Reading prompts.json and safe_words.json: what callers hear, and what short texts mean."""

from typing import Any

from townline.lines import voice_menu as calls
from townline.platform.core.district_files.problems import accepted
from townline.platform.core.district_files.shapes import LANGUAGES, Shape
from townline.platform.core.district_files.source import Source

PROMPTS_FILE = "prompts.json"
WORDS_FILE = "safe_words.json"
LISTS = (
    "move", "trouble", "answer_1", "answer_2", "answer_3", "fillers", "advertising",
)  # fmt: skip
_LONGEST_PROMPT = 300  # characters: half a minute of speech
_LONGEST_WORD = 40


def prompts(source: Source) -> dict[str, Any]:
    """Read the prompts: key -> language -> words; empty without the file."""
    document = source.json(PROMPTS_FILE) if source.has(PROMPTS_FILE) else None
    if document is None:
        return {}
    shape = Shape(document, source.problems)
    keys = shape.keys("prompts")
    for key in set(calls.PROMPTS).difference(keys):
        shape.problem(("prompts", key), "missing; callers can come to this point")
    for key in keys:
        if key not in calls.PROMPTS:
            words = f"is never said; {accepted(calls.PROMPTS)}"
            shape.problem(("prompts", key), words)
        shape.names("prompts", key, limits=(_LONGEST_PROMPT, _LONGEST_PROMPT))
    said = document.data.get("prompts") if isinstance(document.data, dict) else None
    return _by_language(said) if isinstance(said, dict) else {}


def _by_language(said: dict[str, Any]) -> dict[str, Any]:
    return {
        key: {lang: words.get(lang, "") for lang in LANGUAGES}
        for key, words in said.items()
        if isinstance(words, dict)
    }


def safe_words(source: Source) -> dict[str, Any]:
    """Read the words of short texts; empty without the file."""
    document = source.json(WORDS_FILE) if source.has(WORDS_FILE) else None
    if document is None:
        return {}
    shape = Shape(document, source.problems)
    for lang in LANGUAGES:
        for name in LISTS:
            for at in shape.items(lang, name):
                shape.text(lang, name, at, limit=_LONGEST_WORD)
        for name in set(shape.keys(lang)).difference(LISTS):
            shape.problem((lang, name), f"is no list of words; {accepted(LISTS)}")
    data = document.data if isinstance(document.data, dict) else {}
    return {lang: data.get(lang) for lang in LANGUAGES}
