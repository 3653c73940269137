"""Making what knows danger in other languages.

Run as ``python -m tools.triage.elsewhere``.

It learns from the sense of our own texts that tell of danger, of a part of the others, and of some
texts in other languages (``elsewhere.jsonl``). No other head changes.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from townline.platform.core.text.languages import ENGLISH
from townline.platform.triage.reader import embedding
from townline.platform.triage.reader.elsewhere import FILE, Elsewhere, remove_language, save
from townline.platform.triage.reader.features import Floats
from townline.platform.triage.reader.heads import NONE, Head
from townline.platform.triage.reader.reading import clean
from townline.training.calibrate import fit_risk
from townline.training.evaluation import lines
from townline.training.examples import CODES
from townline.training.fit import digest
from townline.training.material import everything
from townline.training.names import fill_placeholders
from townline.training.texts import FOLDER, UNSAID, Authored

# Chosen on languages left out, and on `heldout/languages-1`.
_DIRECTIONS, _STRICT, _WEIGHT = 12, 0.3, 3.0
FALSE_ALARMS = 0.05
_PARTS = 5
_SECOND, _EIGHTH = 2, 8
_COMMON = 3
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_DANGER = CODES["danger"]

type Truth = npt.NDArray[np.bool_]


def other_languages(file: Path = FOLDER / "elsewhere.jsonl") -> list[Authored]:
    """Read the texts in other languages."""
    rows = lines.read(file.read_bytes().splitlines(), services=(), kinds=()).rows
    return [
        Authored("elsewhere", row.text, UNSAID, UNSAID, row.lang or "", row.danger or "")
        for row in rows
    ]


def sample_texts(texts: Iterable[Authored]) -> list[Authored]:
    """Take every second text that tells of danger, and every eighth of the others.

    All of them would tell hardly more, and take four times as long.
    """
    some = [one for one in texts if one.danger != UNSAID]
    danger, calm = ([one for one in some if bool(one.danger) is is_] for is_ in (True, False))
    return danger[::_SECOND] + calm[::_EIGHTH]


def english(texts: Iterable[Authored]) -> list[str]:
    """Give the words that several of our English texts use."""
    found: Counter[str] = Counter()
    for one in texts:
        if one.lang == "en":
            found.update(set(_WORD.findall(one.text.lower())))
    return sorted(word for word, times in found.items() if times >= _COMMON)


def main(file: Path = FILE) -> None:
    """Learn, and write both files."""
    texts = everything()
    ENGLISH.write_text("\n".join(english(texts)) + "\n", "utf-8")
    ours, others = sample_texts(texts), other_languages()
    embed = embedding.load()
    if embed is None:
        raise SystemExit("the embedding is needed for this")
    senses = np.array([_sense(embed, one, n) for n, one in enumerate([*ours, *others])], np.float32)
    save(learn(ours, others, senses), file)
    sys.stderr.write(f"\n{file.name}: {file.stat().st_size:,} bytes\n")


def _sense(embed: embedding.Embed, one: Authored, number: int) -> Floats:
    if number % 100 == 0:
        sys.stderr.write(f"\r{number:,}")
    return embed(clean(fill_placeholders(one.text, lang=one.lang)))


def learn(ours: Sequence[Authored], others: Sequence[Authored], senses: Floats) -> Elsewhere:
    """Learn the head; how sure it may be is measured on languages left out."""
    all_ = [*ours, *others]
    right = np.array([_DANGER.index(one.danger or NONE) for one in all_])
    langs = np.array([one.lang for one in all_])
    centre, spread = languages(senses, langs, right > 0)
    found = remove_language(senses, centre, spread)
    other = np.arange(len(all_)) >= len(ours)
    heavy = _heavy(right > 0, other)
    left = _left_out(found, right > 0, heavy, np.where(other, langs, ""))
    head = _head(left[other], right[other] == 0)
    weights, bias = _weights(found, right, heavy)
    meta = {"data": digest(all_), "head": head}
    return Elsewhere(meta, centre, spread, weights, bias)


def languages(senses: Floats, langs: npt.NDArray[np.str_], danger: Truth) -> tuple[Floats, Floats]:
    """Give the middle of all languages, and the directions in which they differ most.

    A language's middle lies between its texts of danger and its others, however many of each.
    """
    middles = [
        (senses[(langs == one) & danger].mean(0) + senses[(langs == one) & ~danger].mean(0)) / 2
        for one in sorted(set(langs.tolist()))
    ]
    centre: Floats = np.mean(middles, axis=0, dtype=np.float32)
    directions = np.linalg.svd(np.array(middles) - centre, full_matrices=False)[2]
    return centre, directions[:_DIRECTIONS].astype(np.float32)


def _heavy(danger: Truth, other: Truth) -> Floats:
    """Let ours count as if half of them told of danger, and each of the others more."""
    ours = ~other
    heavy = np.full(len(danger), _WEIGHT, np.float32)
    for part in (danger & ours, ~danger & ours):
        heavy[part] = ours.sum() / (2 * part.sum())
    return heavy


def _left_out(found: Floats, danger: Truth, heavy: Floats, langs: npt.NDArray[np.str_]) -> Floats:
    """Score each text in another language by what learnt without its language."""
    scores = np.zeros(len(found), np.float32)
    names = sorted(set(langs.tolist()) - {""})
    for n in range(_PARTS):
        part = np.isin(langs, names[n::_PARTS])
        learner = _learner().fit(found[~part], danger[~part], sample_weight=heavy[~part])
        scores[part] = -learner.decision_function(found[part])
    return scores


def _learner() -> LogisticRegression:
    return LogisticRegression(C=_STRICT, max_iter=3_000)


def _head(score: Floats, calm: Truth) -> dict[str, object]:
    warmth, shift = fit_risk(score, calm)
    risk = Head((NONE,), 0, warmth, 1.0, shift).risk(score[:, None])
    threshold = float(np.quantile(risk[calm], 1 - FALSE_ALARMS))
    return {"codes": list(_DANGER), "warmth": warmth, "shift": shift,
            "threshold": round(threshold, 4)}  # fmt: skip


def _weights(found: Floats, right: npt.NDArray[np.int64], heavy: Floats) -> tuple[Floats, Floats]:
    """Learn ``none`` against all dangers, and which danger it is from those that are some."""
    any_, danger = _learner().fit(found, right > 0, sample_weight=heavy), right > 0
    kinds = LogisticRegression(max_iter=3_000, class_weight="balanced")
    kinds.fit(found[danger], right[danger])
    weights = np.zeros((found.shape[1], len(_DANGER)), np.float32)
    bias = np.full(len(_DANGER), -9.0, np.float32)
    weights[:, kinds.classes_], bias[kinds.classes_] = kinds.coef_.T, kinds.intercept_
    weights[:, 0], bias[0] = -any_.coef_[0], -any_.intercept_[0]
    return weights, bias


if __name__ == "__main__":
    main()
