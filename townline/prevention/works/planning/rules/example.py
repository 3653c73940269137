"""A small input that shows what a plan can be made from; every line of it is used by a test."""

from typing import Any

_KINDS: list[dict[str, Any]] = [
    {"id": "flood_barrier", "cost": 1_200_000, "crew_days": 1, "lead_days": 30,
     "seasons": ["before rain"]},
    {"id": "window_grille", "cost": 600_000, "crew_days": 0.5, "lead_days": 14},
    {"id": "fan", "cost": 450_000, "crew_days": 0.3, "weight": 0.7},
]  # fmt: skip
_HOMES: list[tuple[str, str, str, int, int, int, list[str]]] = [
    ("H-0001", "느티동", "semi_basement", 92, 3, 2, ["flood_barrier", "window_grille"]),
    ("H-0002", "느티동", "semi_basement", 81, 1, 1, ["flood_barrier"]),
    ("H-0003", "버들동", "semi_basement", 77, 4, 0, ["window_grille", "fan"]),
    ("H-0004", "버들동", "semi_basement", 70, 2, 1, ["flood_barrier", "fan"]),
    ("H-0005", "버들동", "rooftop", 55, 1, 0, ["fan"]),
    ("H-0006", "느티동", "rooftop", 48, 2, 0, ["window_grille"]),
]


def example() -> dict[str, Any]:
    """Give the input as a JSON text would hold it."""
    things: list[dict[str, Any]] = [
        {"id": name, "dong": dong, "group": group, "risk": risk, "people": people,
         "floods": floods, "consent": "given", "needs": [{"kind": kind} for kind in kinds]}
        for name, dong, group, risk, people, floods, kinds in _HOMES
    ]  # fmt: skip
    things[1] |= {"consent": "missing", "consent_from": "2027-09-01"}
    things[4]["needs"][0] |= {
        "cost": 380_000,
        "fixed": {"year": 2027, "season": "after rain", "source": "district", "because": "ordered"},
    }
    return {
        "name": "Two years for six homes",
        "start": "2027-01-04",
        "years": [2027, 2028],
        "seasons": [
            {"id": "before rain", "from": "01-01", "to": "06-20"},
            {"id": "after rain", "from": "06-21", "to": "12-31"},
        ],
        "kinds": [dict(each) for each in _KINDS],
        "sources": [{"id": "district"}, {"id": "flood fund", "kinds": ["flood_barrier"]}],
        "budgets": [
            {"year": 2027, "source": "district", "won": 1_500_000},
            {"year": 2027, "source": "flood fund", "won": 1_300_000},
            {"year": 2028, "source": "district", "won": 1_200_000},
            {"year": 2028, "source": "flood fund", "won": 2_500_000},
        ],
        "crew_days": [{"year": 2027, "days": 2}, {"year": 2028, "days": 3}],
        "minimums": [{"year": 2027, "measures": 1}],
        "deadlines": [{"risk_at_least": 90, "by": 2028, "group": "semi_basement"}],
        "weights": {"risk": 1, "people": 3, "floods": 8, "groups": {"semi_basement": 15}},
        "worst_first": 2,
        "objects": things,
    }
