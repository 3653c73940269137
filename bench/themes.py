"""Themes of 100,000 texts by the command, beside the nouns of the same texts alone."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.table import Figure, log_progress

TEXTS, PLANTED = 100_000, 55_000


def measure() -> list[Figure]:
    """Write a file of texts, run the command in a process of its own, look at time and memory."""
    rows = _texts()
    different = len({text for text, _ in rows})
    log_progress(f"{len(rows):,} texts, {different:,} of them different")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.jsonl"
        with file.open("w", encoding="utf-8") as opened:
            for number, (text, day) in enumerate(rows):
                opened.write(json.dumps({"id": number, "text": text, "at": day}) + "\n")
        bare, _, _ = _run([sys.executable, "-c", _NOUNS, str(file)])
        elapsed, most, output = _run(
            [sys.executable, "-m", "townline", "insights", "themes", str(file)]
        )
    themes = [json.loads(line) for line in output.splitlines()]
    assert themes
    in_them = sum(len(one["ids"]) for one in themes)
    name = f"themes of {len(rows):,} texts, {different:,} different"
    return [
        Figure(name=name, value=f"{elapsed:.0f} s",
               ratio=elapsed / bare, to="the nouns alone", aim="under 5 minutes"),
        Figure(name="themes: memory of the command", value=f"{most:,.0f} MB", aim="under 2 GB"),
        Figure(name="themes: found; texts that have one",
               value=f"{len(themes)}; {in_them / len(rows):.0%}"),
    ]  # fmt: skip


_NOUNS = """
import json, sys
from townline.platform.triage.nouns import nouns
texts = dict.fromkeys(json.loads(line)["text"] for line in open(sys.argv[1]))
print(sum(len(each) for each in nouns(texts)))
"""


def _run(command: list[str]) -> tuple[float, float, str]:
    """Give seconds, the most memory (MB) and what was printed."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, stdout=out)
        _, status, used = os.wait4(child.pid, 0)
        assert status == 0
        out.seek(0)
        return time.perf_counter() - begun, used.ru_maxrss / 1024, out.read().decode()


def _texts() -> list[tuple[str, str]]:
    from townline.prevention.policy.themes.tests.planted import plant_texts
    from townline.training.names import fill_placeholders
    from townline.training.texts import read_authored

    rng = random.Random(1)  # noqa: S311 -- no secret
    rows = [(row.text, row.day.isoformat()) for row in plant_texts(PLANTED)]
    every = read_authored()
    while len(rows) < TEXTS:
        some = rng.sample(every, rng.choice((1, 2)))
        words = " ".join(
            fill_placeholders(one.text, lang=one.lang, draw=rng.randrange(9)) for one in some
        )
        rows.append((words, f"{rng.choice((2023, 2024, 2025))}-{rng.randint(1, 12):02}-03"))
    return rows
