"""What a text may tell of that happens to many: by plain words and by what was learnt."""

from functools import cache

from townline.core.paths import DATA
from townline.triage.rules.alike_words import Marks
from townline.triage.rules.happening_odds import Odds, unpacked
from townline.triage.rules.happenings import happenings, mixed

FILE = DATA / "triage" / "incidents" / "happenings.bin"


@cache
def odds() -> Odds:
    """Read the weights once for each process; some 30 ms."""
    return unpacked(FILE.read_bytes())


def happening_shares(text: str, marks: Marks, vector: bytes) -> dict[str, float]:
    """Give what a text may tell of, with probabilities; what is near 0 is left out."""
    return mixed(odds().of(marks.words, marks.grams, vector), happenings(text))
