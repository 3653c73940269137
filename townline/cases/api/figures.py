"""What figures are counted from."""

from townline.cases.selectors.clock_facts import deadlines_changed, legal_facts, promised_facts
from townline.cases.selectors.figures import (
    CaseFact,
    Outcome,
    case_facts,
    dongs,
    figures_begin,
    figures_changed,
)
from townline.cases.selectors.residents import rating_facts, ratings_changed

__all__ = [
    "CaseFact",
    "Outcome",
    "case_facts",
    "deadlines_changed",
    "dongs",
    "figures_begin",
    "figures_changed",
    "legal_facts",
    "promised_facts",
    "rating_facts",
    "ratings_changed",
]
