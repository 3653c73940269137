"""What ``townline triage train`` does: learn from the decided cases, and keep what is better."""

import sys
from argparse import Namespace

from townline.platform.core.commands import CannotStart, ready, write_line


def command(given: Namespace) -> int:
    """Learn, compare on the newest texts, and say which model reads from now on."""
    with ready(given):
        from townline.casework.classification import api as classification  # noqa: PLC0415 -- needs Django to be ready
        from townline.platform.core import clock  # noqa: PLC0415 -- the same

        # All words are read before the learning begins: it takes minutes, and no connection.
        training_examples, now = list(classification.training_examples()), clock.now()
    write_line(f"{len(training_examples):,} decided texts")
    # Nobody else needs scikit-learn, which takes a second to load.
    from townline.training import running  # noqa: PLC0415 -- the same
    from townline.training.district import TooFew  # noqa: PLC0415 -- the same

    try:
        made = running.train(training_examples, now=now, dry_run=given.dry_run, report=_progress)
    except (TooFew, running.CannotLearn) as error:
        raise CannotStart(str(error)) from error
    write_line(f"learnt from {made.learnt:,}, measured on the newest {made.held:,}")
    write_line(f"  before  {made.old.version:<32} {made.old.accuracy}")
    write_line(f"  now     {made.new.version:<32} {made.new.accuracy}")
    for name, one in (("before", made.old), ("now", made.new)):
        write_line(
            f"  {name:<7} {one.missed_dangers} missed dangers, {one.false_alarms} false alarms"
        )
    if not made.new.is_as_safe_as(made.old):
        write_line("the new model is worse in danger: nothing changed")
        return 0
    write_line(_ending(replaced=made.replaced, better=made.new.better_than(made.old)))
    return 0


def _ending(*, replaced: bool, better: bool) -> str:
    if replaced:
        return "the new model reads from the next text on; those before it stay in the folder"
    if better:
        return "the new model is better; without --dry-run it would replace the other"
    return "the new model is not better: nothing changed"


def _progress(words: str) -> None:
    sys.stderr.write(f"\r{words:<60}")
    if not words:
        sys.stderr.write("\n")
