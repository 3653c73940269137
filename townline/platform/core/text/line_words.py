"""The words that residents type to the line itself, of the loaded district, with slips."""

from townline.platform.core import district
from townline.platform.core.text.typed import Lexicon

GROUPS = (
    "stop", "start", "status", "help", "who", "cancel", "idle", "not_fixed", "fixed",
)  # fmt: skip


def lexicon() -> Lexicon:
    """Give what knows the whole text that is one of these words; made once for the settings.

    All groups lie in one: a text that is near two of them is taken for neither.
    """
    return district.current().made(_lexicon)


def group_words(settings: district.Settings, *names: str) -> list[str]:
    """Give the words of these groups in all languages."""
    return [w for name in names for group in district.words(name, settings).values() for w in group]


def _lexicon(settings: district.Settings) -> Lexicon:
    return lexicon_of({name: group_words(settings, name) for name in (*GROUPS, "polite", "never")})


def lexicon_of(words: dict[str, list[str]]) -> Lexicon:
    """Make one of words by group, ``polite`` and ``never`` among them."""
    groups = {name: words[name] for name in GROUPS}
    return Lexicon(groups, polite=words["polite"], never=words["never"])
