"""What the district says to residents of policy."""

from townline.platform.core import district
from townline.prevention.policy.settings import Policy


def policy_text(name: str, language: str) -> str:
    """Give one of the texts to residents, ``{code}`` not filled in yet."""
    words = getattr(district.part(Policy).texts, name)
    return district.localized_words(words, f"policy.texts.{name}", language)
