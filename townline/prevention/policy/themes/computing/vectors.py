"""Words as numbers: TF-IDF, and its largest dimensions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from townline.prevention.policy.themes.computing.shapes import Floats, Matrix

_DIMENSIONS = 100
_RARE, _MORE = 2, 300  # a word of two texts tells something where there are few
_PER = 5_000
_COMMON = 0.3


@dataclass(frozen=True, slots=True)
class Vectors:
    """Rows are texts: ``words`` sparse (unit length), ``senses`` dense (unit length or zero)."""

    words: Matrix
    senses: Floats
    vocabulary: list[str]


def vectors(text_terms: Sequence[tuple[str, ...]]) -> Vectors | None:
    """Weigh the words of all texts; None where no two texts share one."""
    least = _RARE if len(text_terms) < _MORE else max(_RARE + 1, len(text_terms) // _PER)
    made = TfidfVectorizer(
        analyzer=lambda words: words, min_df=least, max_df=_common(len(text_terms), least),
        sublinear_tf=True, dtype=np.float32,
    )  # fmt: skip
    try:
        words = made.fit_transform(text_terms)
    except ValueError:  # says that no word is left
        return None
    names = [str(word) for word in made.get_feature_names_out()]
    return Vectors(words, _senses(words), names)


def _common(texts: int, least: int) -> float:
    """Where there are few texts a word of many of them may be what they are about."""
    return 1.0 if texts * _COMMON <= least + 1 or texts < _MORE else _COMMON


def _senses(words: Matrix) -> Floats:
    size = min(_DIMENSIONS, words.shape[1] - 1)
    if size < 2:  # noqa: PLR2004 -- fewer words than a plane has directions
        return np.asarray(words.todense(), np.float32)
    reduced = TruncatedSVD(size, random_state=1).fit_transform(words)
    return np.asarray(normalize(reduced), np.float32)
