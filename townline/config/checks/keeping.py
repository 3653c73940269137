"""What keeps the office safe for tomorrow: backups, and a line that is heard."""

import datetime as dt
from collections.abc import Iterator

from townline.config.backup_watching import TOO_OLD
from townline.config.checks.finding import Finding, bad, ok, span, warn
from townline.config.processes.emails import server
from townline.config.processes.silence import MARK
from townline.platform.backup.recording import DONE, FAILED
from townline.platform.core.history import marks
from townline.platform.core.outgoing import emails


def backups(now: dt.datetime) -> Iterator[Finding]:
    """Look when the last backup was made, and whether it was tried."""
    known = marks.marks()
    done = known.get(DONE)
    if done is None:
        yield warn("backup", "none was ever made from here", "see Backups in docs/operations.md")
        return
    age = now - done.at
    words = f"the last is {span(age.total_seconds())} old"
    if age > TOO_OLD:
        yield bad("backup", words, "see: systemctl status townline-backup; run: townline backup")
    elif FAILED in known:
        yield warn("backup", f"{words}; one failed since", "run townline backup, read what it says")
    elif not done.data.get("verified"):
        yield warn("backup", f"{words}, and was not tried", "run: townline backup verify FILE")
    else:
        yield ok("backup", f"{words}, and was restored to try it")


def silence(now: dt.datetime) -> Iterator[Finding]:
    """Look whether the line is quiet for longer than it usually is."""
    mark = marks.mark_get(MARK)
    if mark is None:
        yield ok("silence", "the line is not quiet for longer than usual")
        return
    quiet = (now - dt.datetime.fromisoformat(mark.data["since"])).total_seconds()
    advice = "send it a text from a phone; if none arrives, ask the network's operator"
    yield bad("silence", f"no text has come in for {span(quiet)}", advice)


def mail(_now: dt.datetime) -> Iterator[Finding]:
    """Look for letters to the office's people that could not leave."""
    found = emails.emails_waiting()
    if found.queued and server() is None:
        words = f"{found.queued} letters wait, and no mail server is set"
        yield warn("letters", words, "set TOWNLINE_SMTP_URL and TOWNLINE_ALERT_FROM")
    elif found.unknown:
        words = f"of {found.unknown} nobody knows whether they left; they are not sent twice"
        yield warn("letters", words, "look for `letter` in the log of the mail server")
    elif found.failed:
        words = f"{found.failed} of the last month could not be sent"
        yield warn("letters", words, "see `letter` in the log lines of `worker` for the reasons")
    else:
        yield ok("letters", f"{found.queued} wait")


KEEPING = (backups, silence, mail)
