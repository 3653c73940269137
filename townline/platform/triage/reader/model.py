"""The model file: linear heads as small whole numbers, with what they were made from."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from townline.platform.core.paths import DATA
from townline.platform.triage.reader.features import Floats, Whole

FILE = DATA / "triage" / "model.npz"
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Weights:
    """``sparse``: bucket by class, to be multiplied by ``scale`` of the class."""

    sparse: npt.NDArray[np.int8]
    scale: Floats
    dense: Floats
    bias: Floats

    def scores(self, found: list[tuple[Whole, Floats]], dense: Floats) -> Floats:
        """Give a score for each class."""
        total: Floats = dense @ self.dense + self.bias
        for buckets, values in found:
            total = total + (values @ self.sparse[buckets].astype(np.float32)) * self.scale
        return total


@dataclass(frozen=True, slots=True)
class Model:
    """``full`` uses the embedding, ``plain`` does without; each holds the classes of all heads."""

    meta: dict[str, Any]
    idf: Floats
    centre: Floats
    full: Weights
    plain: Weights

    @property
    def version(self) -> str:
        """Say which model this is."""
        return str(self.meta["version"])


def load(file: Path = FILE) -> Model:
    """Read a model. Raises OSError, ValueError or KeyError."""
    with np.load(file, allow_pickle=False) as arrays:
        meta = json.loads(bytes(arrays["meta"]).decode())
        if meta["format"] != FORMAT:
            raise ValueError(f"{file.name} has format {meta['format']}, not {FORMAT}")
        floats = {n: arrays[n].astype(np.float32) for n in arrays.files if n not in _WHOLE}
        whole = {n: arrays[n] for n in _WHOLE if n != "meta"}
    return Model(
        meta, floats["idf"], floats["centre"], *(_weights(k, whole, floats) for k in _KINDS)
    )


_KINDS = ("full", "plain")
_WHOLE = ("meta", "full_sparse", "plain_sparse")


def _weights(kind: str, whole: dict[str, Any], floats: dict[str, Any]) -> Weights:
    names = [f"{kind}_{part}" for part in ("scale", "dense", "bias")]
    return Weights(whole[f"{kind}_sparse"], *(floats[name] for name in names))


def save(model: Model, file: Path) -> None:
    """Write a model whole or not at all."""
    arrays: dict[str, npt.NDArray[Any]] = {
        "meta": np.frombuffer(json.dumps(model.meta, ensure_ascii=False).encode(), np.uint8),
        "idf": model.idf.astype(np.float16),
        "centre": model.centre,
    }
    for kind, weights in zip(_KINDS, (model.full, model.plain), strict=True):
        arrays[f"{kind}_sparse"] = weights.sparse
        arrays[f"{kind}_scale"] = weights.scale
        arrays[f"{kind}_dense"] = weights.dense
        arrays[f"{kind}_bias"] = weights.bias
    part = file.with_name(f"{file.name}.part")
    with part.open("wb") as out:
        np.savez_compressed(out, allow_pickle=False, **arrays)
    part.replace(file)
