"""Handing a letter over."""

import re
import smtplib
import ssl
from collections.abc import Buffer, Mapping, Sequence
from contextlib import closing, suppress
from email import policy
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from townline.adapters.mail.address import Relay

TIMEOUT_SECONDS = 20


class MailFailed(RuntimeError):
    """The letter was not taken; the words say why."""


class MailUnsure(MailFailed):
    """The letter was written, and no answer to it was read: nobody knows whether it was taken."""


def send(
    relay: Relay,
    *,
    sender: str,
    to: Sequence[str],
    subject: str,
    body: str,
    calendar: str = "",
    message_id: str = "",
    html: str = "",
) -> None:
    """Hand one letter to the mail server. Raises MailFailed.

    ``html``: the same words with their layout, for programs that show it.
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
    if html:
        letter.add_alternative(html, subtype="html")
    if calendar:
        letter.add_alternative(calendar, subtype="calendar", params={"method": _method(calendar)})
    place = f"{relay.host}:{relay.port}"
    try:
        server = _connect(relay)
    except (OSError, smtplib.SMTPException) as error:
        raise MailFailed(f"{place}: {_words(error)}") from error
    with closing(server):
        refused = _send_letter(server, letter, place)
        # It was taken: how the server takes leave changes nothing of that.
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
    if refused:
        raise MailFailed(f"{place}: {len(refused)} of {len(to)} were refused")


def _send_letter(server: "_Server", letter: EmailMessage, place: str) -> Mapping[str, object]:
    try:
        return server.send_message(letter)
    except (OSError, smtplib.SMTPException) as error:
        answered = isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused)
        kind = MailUnsure if server.written and not answered else MailFailed
        raise kind(f"{place}: {_words(error)}") from error


def _method(calendar: str) -> str:
    found = re.search(r"^METHOD:([A-Z]+)\r?$", calendar, re.MULTILINE)
    return found[1] if found else "PUBLISH"


class _Written:
    """Knows whether the words of a letter may have left."""

    written = False

    def data(self, msg: Buffer | str) -> tuple[int, bytes]:
        """Write a letter (RFC 5321, 4.1.1.4); from here on no answer is no refusal."""
        self.written = True
        return super().data(msg)  # type: ignore[misc,no-any-return]  # of smtplib.SMTP


class _Plain(_Written, smtplib.SMTP):
    pass


class _Sealed(_Written, smtplib.SMTP_SSL):
    pass


type _Server = _Plain | _Sealed


def _connect(relay: Relay) -> _Server:
    context = ssl.create_default_context()
    server: _Server
    if relay.scheme == "smtps":
        server = _Sealed(relay.host, relay.port, timeout=TIMEOUT_SECONDS, context=context)
    else:
        server = _Plain(relay.host, relay.port, timeout=TIMEOUT_SECONDS)
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
        smtp_error = error.smtp_error
        words = (
            smtp_error.decode(errors="replace")
            if isinstance(smtp_error, bytes)
            else str(smtp_error)
        )
        return f"{error.smtp_code} {words}"
    return f"{type(error).__name__}: {error}"
