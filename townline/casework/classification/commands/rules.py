"""``townline rules try``: how the rules of assignment would have done on past cases."""

import datetime as dt
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from townline.platform.core.commands import ready, write_line

if TYPE_CHECKING:
    from townline.casework.classification.api import Trial, Tried

_LONGEST = 3650


def options(parser: ArgumentParser) -> None:
    """``rules try [--days N]``."""
    parser.add_argument("action", choices=["try"])
    parser.add_argument("--days", type=int, default=90, help="how far back (90)")


def command(options_: Namespace) -> int:
    """Print what a dry run finds; it changes nothing."""
    with ready(options_):
        from townline.casework.classification import api  # noqa: PLC0415 -- needs Django
        from townline.platform.core import clock  # noqa: PLC0415 -- the same

        days = min(max(options_.days, 1), _LONGEST)
        rows = [row for row in api.rules_all() if row.state == api.RuleState.ON]
        rules = [api.rule_of(row) for row in rows]
        trial = api.rules_try(viewer=None, rules=rules, since=clock.now() - dt.timedelta(days=days))
        names = {row.pk: row.key or f"rule {row.pk}" for row in rows}
        for line in trial_lines(trial, names, most=api.TRIED_AT_MOST):
            write_line(line)
    return 0


def trial_lines(trial: "Trial", names: dict[int, str], *, most: int) -> list[str]:
    """Write what was found, a line for each rule."""
    more = "+" if trial.cases == most else ""
    lines = [
        f"{trial.cases}{more} cases; the first department kept {trial.first_right} of them",
        f"all rules: {_trial_counts(trial.all)}",
    ]
    for key, name in names.items():
        tried = trial.by_rule.get(key)
        lines.append(f"{name}: {_trial_counts(tried) if tried else 'fits none'}")
    return lines


def _trial_counts(tried: "Tried") -> str:
    return (
        f"fits {tried.fitted}, right in the end {tried.right}, elsewhere {tried.elsewhere} "
        f"(better {tried.better}, worse {tried.worse})"
    )
