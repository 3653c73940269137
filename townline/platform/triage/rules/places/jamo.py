"""How far two words of the same length are apart, by the letters that syllables consist of."""

import unicodedata


def one_slip(word: str, name: str) -> bool:
    """Say whether exactly one syllable differs, and that by one of its letters."""
    differing = [pair for pair in zip(word, name, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and _near(*differing[0])


def _near(one: str, other: str) -> bool:
    first, second = (unicodedata.normalize("NFD", letter) for letter in (one, other))
    if not ("가" <= one <= "힣" and "가" <= other <= "힣"):
        return False
    if len(first) == len(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) == 1
    # A final consonant too many or too few.
    return first.startswith(second) or second.startswith(first)
