"""What came of an import, in words."""

from collections.abc import Iterator

from townline.casework.importing.archives import Why
from townline.casework.importing.files.running import ImportOutcome

_WHY = {
    Why.DRAFT: "drafts",
    Why.UNSENT: "never sent",
    Why.GROUP: "to or from several at once",
    Why.SERVICE: "of short numbers",
    Why.EMPTY: "empty",
}


def summary_lines(outcome: ImportOutcome, *, dry_run: bool) -> Iterator[str]:
    """Give the lines that a command says at its end."""
    done, tally = outcome.done, outcome.tally
    would = "would be " if dry_run else ""
    yield f"{tally.texts:,} texts read, {done.texts + done.more:,} {would}written"
    yield (
        f"{done.cases:,} cases {would}made, {done.answered:,} with an answer, "
        f"{done.unsorted:,} whose service the words do not tell"
    )
    yield from _passed_over(outcome)
    if done.photos or tally.lost:
        yield f"{done.photos:,} photos {would}kept, {tally.lost:,} lost"
    if tally.bad:
        yield f"entries that cannot be read (see above): {tally.bad:,}"


def _passed_over(outcome: ImportOutcome) -> Iterator[str]:
    done, left = outcome.done, outcome.tally.left
    if done.known or outcome.twice:
        yield f"{done.known:,} are there already, {outcome.twice:,} stand twice in the file"
    if outcome.alone:
        yield f"{outcome.alone:,} texts sent are left out: no question comes before them"
    if left:
        words = ", ".join(f"{count:,} {_WHY[why]}" for why, count in sorted(left.items()))
        yield f"left out: {words}"
