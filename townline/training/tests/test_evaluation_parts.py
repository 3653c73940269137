"""Danger is measured for each language and each manner that the lines name."""

import json

from townline.training.evaluation.figures import figures
from townline.training.evaluation.lines import read

LINES = [
    ({"lang": "ko", "manner": "winter", "life_safety": "fire"}, True),
    ({"lang": "ko", "manner": "winter", "life_safety": None}, False),
    ({"lang": "ko", "manner": "denied", "life_safety": None}, True),
    ({"lang": "vi", "life_safety": "gas"}, False),
]


def test_each_language_and_manner_has_recall_and_false_alarms():
    rows = read(
        [json.dumps({"text": "x"} | fields).encode() for fields, _ in LINES], services=(), kinds=()
    ).rows
    answers = [
        {"danger": ["fire", 0.9, [], [0, 1]] if alarmed else None, "language": row.lang}
        for row, (_, alarmed) in zip(rows, LINES, strict=True)
    ]
    shares = figures(list(zip(rows, answers, strict=True))).shares
    assert shares["alarm in ko: recall"].value == 1
    assert shares["alarm in ko: ordinary alarmed"].value == 0.5
    assert shares["alarm in vi: recall"].value == 0
    assert shares["alarm in manner winter: ordinary alarmed"].value == 0
    assert shares["alarm in manner denied: ordinary alarmed"].value == 1
    assert "alarm in manner None: recall" not in shares
