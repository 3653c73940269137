"""Makes the model of the product: ``python -m tools.triage.make``."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from townline.platform.triage import process
from townline.platform.triage.reader import embedding
from townline.platform.triage.reader.features import TokenSpans
from townline.platform.triage.reader.model import FILE, save
from townline.training.examples import examples
from townline.training.fit import digest, fit
from townline.training.material import everything


def main(file: Path = FILE) -> None:
    """Learn from all texts that come with the product."""
    texts = everything()
    made = examples(texts, analyse=analyser(), embed=embedding.load(), progress=_progress)
    data = digest(texts)
    about = {"version": f"base-{datetime.now(UTC):%Y%m%d}-{data[:6]}", "data": data}
    save(fit(made, about=about), file)
    sys.stderr.write(f"\n{file.name}: {file.stat().st_size:,} bytes\n")


def analyser() -> Callable[[str], TokenSpans]:
    """Have the morphemes in this process."""
    analyse = process.load()
    return lambda text: analyse([text])[0]


def _progress(done: int, total: int) -> None:
    if done % 100 == 0:
        sys.stderr.write(f"\r{done:,} of {total:,}")


if __name__ == "__main__":
    main()
