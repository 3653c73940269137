"""Handing a letter over."""

import re
import smtplib
import ssl
from collections.abc import Sequence
from email import policy
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from townline.adapters.mail.address import Relay

TIMEOUT_SECONDS = 20


class MailFailed(RuntimeError):
    """The letter was not taken; the words say why."""


def send(
    relay: Relay,
    *,
    sender: str,
    to: Sequence[str],
    subject: str,
    body: str,
    calendar: str = "",
    message_id: str = "",
) -> None:
    """Hand one letter to the mail server. Raises MailFailed.

    ``calendar`` is an iCalendar text: mail programs offer to answer it (RFC 6047).
    ``message_id`` is the same when the same letter is sent again.
    """
    letter = EmailMessage(policy.SMTP)
    letter["From"], letter["To"], letter["Subject"] = sender, ", ".join(to), subject
    letter["Date"] = formatdate(usegmt=True)
    domain = sender.rpartition("@")[2] or "localhost"
    letter["Message-ID"] = f"<{message_id}@{domain}>" if message_id else make_msgid(domain=domain)
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(body)
    if calendar:
        letter.add_alternative(calendar, subtype="calendar", params={"method": _method(calendar)})
    try:
        with _connected(relay) as server:
            refused = server.send_message(letter)
    except (OSError, smtplib.SMTPException) as error:
        raise MailFailed(f"{relay.host}:{relay.port}: {_words(error)}") from error
    if refused:
        raise MailFailed(f"{relay.host}:{relay.port}: {len(refused)} of {len(to)} were refused")


def _method(calendar: str) -> str:
    found = re.search(r"^METHOD:([A-Z]+)\r?$", calendar, re.MULTILINE)
    return found[1] if found else "PUBLISH"


def _connected(relay: Relay) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if relay.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            relay.host, relay.port, timeout=TIMEOUT_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(relay.host, relay.port, timeout=TIMEOUT_SECONDS)
    try:
        if relay.scheme == "smtp+starttls":
            server.starttls(context=context)
        if relay.user:
            server.login(relay.user, relay.password)
    except BaseException:
        server.close()
        raise
    return server


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):  # its own words hold the addresses
        error = smtplib.SMTPResponseException(*next(iter(error.recipients.values())))
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        words = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        return f"{error.smtp_code} {words}"
    return f"{type(error).__name__}: {error}"
