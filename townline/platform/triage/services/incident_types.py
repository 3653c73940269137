"""What a text may tell of that happens to many: by plain words and by what was learnt."""

from functools import cache

from townline.platform.core.paths import DATA
from townline.platform.triage.rules.incident_type_odds import Odds, unpack_odds
from townline.platform.triage.rules.incident_types import happenings, mix_shares
from townline.platform.triage.rules.similarity_words import Marks

FILE = DATA / "triage" / "incidents" / "happenings.bin"


@cache
def odds() -> Odds:
    """Read the weights once for each process; some 30 ms."""
    return unpack_odds(FILE.read_bytes())


def incident_type_shares(text: str, marks: Marks, vector: bytes) -> dict[str, float]:
    """Give what a text may tell of, with probabilities; what is near 0 is left out."""
    return mix_shares(odds().of(marks.words, marks.grams, vector), happenings(text))
