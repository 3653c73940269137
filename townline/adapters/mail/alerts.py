"""Tells the person on duty by e-mail (TOWNLINE_SMTP_URL, TOWNLINE_ALERT_TO)."""

import logging
import os

from townline.adapters import mail

log = logging.getLogger(__name__)


def send_alert(subject: str, body: str) -> bool:
    """Send a letter; say whether one was taken. What goes wrong is in the log.

    Call it outside a transaction: a mail server may take its time. ``body`` holds no text and no
    number of a resident.
    """
    log.warning("alert: %s", subject)
    url, to = os.environ.get("TOWNLINE_SMTP_URL", ""), _recipients()
    if not url or not to:
        log.warning("nobody was told: TOWNLINE_SMTP_URL and TOWNLINE_ALERT_TO are not both set")
        return False
    sender = os.environ.get("TOWNLINE_ALERT_FROM") or to[0]
    try:
        mail.send(mail.relay(url), sender=sender, to=to, subject=f"[Townline] {subject}", body=body)
    except (mail.MailFailed, mail.AddressInvalid) as error:
        log.error("nobody was told: %s", error)  # noqa: TRY400 -- the words say all
        return False
    return True


def _recipients() -> list[str]:
    given = os.environ.get("TOWNLINE_ALERT_TO", "").split(",")
    return [address.strip() for address in given if address.strip()]
