"""What figures are counted from."""

from townline.cases.selectors.figures import (
    CaseFact,
    Outcome,
    case_facts,
    dongs,
    figures_begin,
    figures_changed,
    legal_facts,
    promised_facts,
    rating_facts,
)

__all__ = [
    "CaseFact",
    "Outcome",
    "case_facts",
    "dongs",
    "figures_begin",
    "figures_changed",
    "legal_facts",
    "promised_facts",
    "rating_facts",
]
