"""The texts of happenings, and the weights that are learnt from them."""

import hashlib
import json
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from townline.platform.triage.rules.similarity_words import marks
from townline.training.texts import FOLDER

_STRENGTH = 30.0  # of the regression: 3 to 30 do about as well on events left out
_BYTE = 127.0

type LabelledText = tuple[str, str]


def labelled_texts() -> list[LabelledText]:
    """Give the texts that were written for it, each with its kind. Raises ValueError."""
    found: list[LabelledText] = []
    for file in sorted((FOLDER / "incidents" / "happenings").glob("*.txt")):
        found += _sections(file.read_text("utf-8").splitlines(), file.name)
    return found


def _sections(lines: Sequence[str], name: str) -> Iterator[LabelledText]:
    kind = ""
    for number, line in enumerate(lines, 1):
        if line.startswith("== "):
            kind = line[3:].strip()
        elif line.strip() and not line.startswith("#"):
            if not kind:
                raise ValueError(f"{name} line {number}: a text before any kind")
            yield line.strip(), kind


def events() -> dict[str, list[dict[str, Any]]]:
    """Give the files of events; a row with an ``incident`` has the ``happening`` that it is."""
    kinds: dict[str, dict[str, str]] = json.loads(
        (FOLDER / "incidents" / "kinds.json").read_text("utf-8")
    )
    return {name: list(_rows(name, known)) for name, known in kinds.items()}


def _rows(name: str, known: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row | {"happening": known[row["incident"]]} if row.get("incident") else row


def everything(without: str = "") -> list[LabelledText]:
    """Give all that can be learnt from, perhaps without one file of events."""
    rows = [row for name, file in events().items() if name != without for row in file]
    return [
        *labelled_texts(),
        *((row["text"], row["happening"]) for row in rows if row.get("incident")),
    ]


def digest(some: Sequence[LabelledText]) -> str:
    """Give twelve letters that change with any text or kind."""
    return hashlib.sha256(json.dumps(some).encode()).hexdigest()[:12]


def pack_weights(some: Sequence[LabelledText], vectors: Mapping[str, bytes]) -> bytes:
    """Learn from texts with their kinds, and write the weights as ``unpacked`` reads them."""
    parts = [TfidfVectorizer(analyzer=_itself).fit(_marks(some)[at]) for at in (0, 1)]
    raw = np.array([np.frombuffer(vectors[text], np.int8) for text, _ in some]) / _BYTE
    centre = raw.mean(0)
    centred = raw - centre
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    marked = [part.transform(_marks(some)[at]) for at, part in enumerate(parts)]
    learnt = LogisticRegression(C=_STRENGTH, max_iter=300)
    learnt.fit(hstack([csr_matrix(centred), *marked]).tocsr(), [kind for _, kind in some])
    weights, size = learnt.coef_.T, raw.shape[1]
    numbers = np.concatenate([part.get_feature_names_out() for part in parts]).astype(np.uint32)
    scale = float(np.abs(weights[size:]).max()) / _BYTE
    small = np.rint(weights[size:] / scale).astype(np.int8)
    head = {"kinds": learnt.classes_.tolist(), "marks": len(numbers), "size": size, "scale": scale,
            "data": digest(some)}  # fmt: skip
    body = array("I", numbers.tolist()).tobytes()
    body += _floats(np.concatenate([part.idf_ for part in parts])) + _floats(learnt.intercept_)
    body += _floats(centre) + _floats(weights[:size].T) + small.tobytes()
    return json.dumps(head).encode() + b"\n" + zlib.compress(body, 9)


def _itself(numbers: Sequence[int]) -> Sequence[int]:
    return numbers


def _marks(some: Sequence[LabelledText]) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    found = [marks(text) for text, _ in some]
    return [each.words for each in found], [each.grams for each in found]


def _floats(values: "np.ndarray[Any, Any]") -> bytes:
    return array("f", values.ravel().tolist()).tobytes()
