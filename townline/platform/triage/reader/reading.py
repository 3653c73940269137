"""The reader: one text after the other, and never an exception out of it."""

import base64
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from townline.platform.core.text.languages import UNKNOWN, language, strange
from townline.platform.core.text.remainder import Remainder, remainder
from townline.platform.triage.reader import calls, cues, embedding, explain, features, spam
from townline.platform.triage.reader.calls import DangerCall
from townline.platform.triage.reader.danger_rules import danger_span, judge_danger, widen_span
from townline.platform.triage.reader.elsewhere import elsewhere, pictures
from townline.platform.triage.reader.features import Block, Floats, TokenSpans, Whole
from townline.platform.triage.reader.heads import NONE, Head, heads
from townline.platform.triage.reader.model import Model, Weights
from townline.platform.triage.reader.normalize import READ, normalize_text, shorten
from townline.platform.triage.rules.reading import LEARNT, PRIVATE

log = logging.getLogger(__name__)

type Answer = dict[str, Any]
type Analyse = Callable[[str], TokenSpans]


@dataclass(frozen=True, slots=True)
class TextFeatures:
    """What the heads judge: pieces with their weights, and the dense part."""

    text: str
    told: TokenSpans
    blocks: tuple[Block, ...]
    weighed: list[tuple[Whole, Floats]]
    dense: Floats
    sense: Floats | None

    @property
    def vector(self) -> bytes:
        """Give the sense as the index keeps it."""
        return b"" if self.sense is None else embedding.pack_vector(self.sense)


# Letters at most without spaces, and the probability that is asked of texts no longer than that.
_FEW = ((12, 0.97), (20, 0.5))
_POTHOLE = 0.97
# What no word names must be this likely; letters between words that are marked as one.
_UNNAMED, _NEAR = 0.25, 60
ENGLISH = "en"
_FEW_FOREIGN, _SURE_FOREIGN = 20, 0.95


class Reader:
    """Reads with a model; ``analyse`` tells morphemes, ``embed`` may be missing."""

    def __init__(self, model: Model, analyse: Analyse, embed: embedding.Embed | None) -> None:
        self.model, self._analyse, self._embed = model, analyse, embed
        self._kind = "full" if embed else "plain"
        self._weights: Weights = model.full if embed else model.plain
        self._heads = heads(model.meta, self._kind)

    def read(self, text: str, apart: str | None = None) -> Answer:
        """Read one text; one that cannot be read gives an answer without guesses.

        ``apart``: the text without the names of known places, if they are known.
        """
        try:
            return self._read(text, text if apart is None else apart)
        except Exception as error:  # noqa: BLE001 -- a text must not take the others along
            # Words of residents do not go into the log.
            log.warning("a text could not be read (%s)", type(error).__name__)
            return self._empty(text)

    def _read(self, text: str, apart: str) -> Answer:
        bare, rest = clean(text), remainder(clean(apart))
        if not any(sign.isalpha() for sign in bare):
            return self._empty(bare) | {"danger": confirm_danger(text, self._pictured(bare))}
        seen = self.see(bare)
        scores = self._weights.scores(seen.weighed, seen.dense)
        service, kind = self._heads["service"], self._heads["service_kind"]
        shares = service.probabilities(scores)
        kinds = kind.probabilities(scores)
        call = calls.detect_call(rest.text, extra_letters=rest.korean) if rest.text else None
        code = rest.code or language(bare)
        if call and code == UNKNOWN:
            code = call.code
        empty = self._empty(seen.text) | {"language": code}
        learnt = code in LEARNT
        suspected = self._alarm(seen, scores, rest, code, call)
        spammed = dict(zip(kind.codes, kinds.tolist(), strict=True)).get("spam", 0.0)
        return empty | {
            "services": self._guesses(seen, service, shares),
            "kinds": [[kind.codes[n], float(kinds[n]), []] for n in kind.best(kinds)],
            # Where somebody may be in danger, also by the first stage alone, and where nobody
            # learnt the language, a person looks.
            "sure": bool(shares.max() >= service.threshold) and suspected is None and learnt,
            "danger": confirm_danger(text, suspected),
            "spam": bool((learnt and spammed >= kind.threshold) or spam.has_spam_marks(seen.text)),
            "vector": base64.b64encode(seen.vector).decode(),
        }

    def see(self, text: str) -> TextFeatures:
        """Take a text apart."""
        tidied, tokens = normalize_text(text), self._analyse(text)
        found = features.blocks(tidied, tokens)
        weighed = [features.weigh_block(block, self.model.idf) for block in found]
        dense, sense = cues.cues(tidied.letters), self._embed(text) if self._embed else None
        if sense is not None:
            dense = np.concatenate([centre_sense(sense, self.model.centre), dense])
        return TextFeatures(text, tokens, found, weighed, dense, sense)

    def _alarm(
        self,
        seen: TextFeatures,
        scores: Floats,
        rest: Remainder,
        code: str,
        call: DangerCall | None,
    ) -> list[Any] | None:
        """Ask the words, the sense of what is not Korean, and the letters, each where it knows."""
        found = _danger_answer(call) or self._sensed(seen, rest, code)
        return (
            found
            or self._lettered(seen, scores, rest, code)
            or _danger_answer(calls.looming(seen.text))
        )

    def _lettered(
        self, seen: TextFeatures, scores: Floats, rest: Remainder, code: str
    ) -> list[Any] | None:
        """Judge by the letters what is Korean or English, or may be; all where nothing else can."""
        others = seen.sense is not None and elsewhere() is not None
        if others and not rest.korean and code not in (*LEARNT, UNKNOWN):
            return None
        if code == ENGLISH and not rest.korean and rest.text != seen.text:
            # An address in Korean letters says nothing here, and looks like anything.
            seen = self.see(rest.text)
            scores = self._weights.scores(seen.weighed, seen.dense)
        return self._danger(seen, scores)

    def _sensed(self, seen: TextFeatures, rest: Remainder, code: str) -> list[Any] | None:
        """Judge by the sense what letters did not learn: of the part that is not Korean."""
        other = elsewhere() if seen.sense is not None else None
        if other is None or self._embed is None or (code in LEARNT and not strange(rest.text)):
            return None
        found = other.danger(self._embed(rest.text or seen.text))
        if found is None and rest.korean and seen.sense is not None:
            # A Korean word may be what happened: "도시가스 泄漏".
            found = other.danger(seen.sense)
        # A sense of few words, none of which calls for help, is mostly of something else.
        few = _length(rest.text) + 2 * rest.korean <= _FEW_FOREIGN
        return None if found and few and found[1] < _SURE_FOREIGN else found

    def _pictured(self, text: str) -> list[Any] | None:
        other, named = elsewhere(), pictures(text)
        if other is None or self._embed is None or not named:
            return None
        return other.danger(self._embed(named))

    def _guesses(self, seen: TextFeatures, head: Head, shares: Floats) -> list[list[Any]]:
        return [
            [head.codes[n], float(shares[n]), list(self._words(seen, head, n))]
            for n in head.best(shares)
        ]

    def _danger(self, seen: TextFeatures, scores: Floats) -> list[Any] | None:
        head = self._heads["danger"]
        probability = float(head.risk(scores))
        if probability < self._asked(seen, head.threshold):
            return None
        none, shares = head.codes.index(NONE), head.probabilities(scores)
        best = next(n for n in head.best(shares, 2) if n != none)
        return [head.codes[best], probability, list(self._words(seen, head, best))]

    @staticmethod
    def _asked(seen: TextFeatures, threshold: float) -> float:
        """Say how probable a danger must be.

        Few words of everyday talk ("at the door") are hardly learnt from, and look like anything:
        where none of them tells of danger they must be nearly certain. So must a pothole.
        """
        letters = normalize_text(seen.text).letters
        if cues.pothole(letters):
            return max(threshold, _POTHOLE)
        long = len(letters.replace(" ", ""))
        required = next((share for most, share in _FEW if long <= most), 0.0)
        return max(threshold, required) if required and cues.silent(letters) else threshold

    def _words(self, seen: TextFeatures, head: Head, place: int) -> tuple[str, ...]:
        pulls = []
        for block in seen.blocks:
            own = self._weights.sparse[block.buckets, head.begin : head.end].astype(np.float32)
            own *= self._weights.scale[head.begin : head.end]
            pulls.append((own[:, place] - own.mean(1)) * self.model.idf[block.buckets])
        return explain.words(seen.text, seen.told, seen.blocks, pulls)

    def _empty(self, text: str) -> Answer:
        return {
            "version": self.model.version, "services": [], "kinds": [], "sure": False,
            "danger": None, "language": language(text), "spam": False, "vector": "",
            "full": self._embed is not None,
        }  # fmt: skip


def _danger_answer(found: DangerCall | None) -> list[Any] | None:
    return [found.kind, calls.PROBABILITY, [found.word]] if found else None


def confirm_danger(text: str, found: list[Any] | None) -> list[Any] | None:
    """Give what was found with the span of its words; None where it does not happen now.

    The span is (start, end) in ``text`` as it was sent. Where no rule speaks against it and no
    event is located, the words that decided are marked, and a danger that was hardly likely is
    none.
    """
    if found is None:
        return None
    verdict = judge_danger(text[:READ])
    span = danger_span(text, found[0], verdict.live)
    if span is None:
        # A farewell names nothing by its nature; what has no words was told by the sense alone.
        lettered = bool(found[2]) and found[0] not in PRIVATE
        # What stands behind the part that is looked at may be the danger.
        if len(text) <= READ and (verdict.reasons or (lettered and found[1] < _UNNAMED)):
            return None
        span = _span_of_words(text, found[2])
    return [*found, list(span)]


def _span_of_words(text: str, words: list[str]) -> tuple[int, int]:
    """Mark the words that decided, as far as they stand near each other, else all of the text."""
    begun = [text.find(word) for word in words]
    places = [(n, n + len(word)) for n, word in zip(begun, words, strict=True) if n >= 0]
    if not places:
        return 0, len(text)
    first, last = min(places), max(places)
    return widen_span(text, *((first[0], last[1]) if last[1] - first[0] <= _NEAR else first))


def _length(text: str) -> int:
    """Count letters; one of Chinese or Japanese says as much as two of others."""
    return sum(1 + ("\u2e80" <= sign <= "\u9fff") for sign in text if sign.isalpha())


def clean(text: str) -> str:
    """Shorten, and put spaces where a sign is none: other programs refuse those."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in shorten(text))


def centre_sense(sense: Floats, centre: Floats) -> Floats:
    """Take away what all texts share: what is left tells them apart."""
    offset: Floats = sense - centre
    made: Floats = offset / max(float(np.linalg.norm(offset)), 1e-6)
    return made
