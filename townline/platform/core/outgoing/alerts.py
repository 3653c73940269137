"""Tells the person on duty what cannot wait for somebody to look. By what way, ``config`` says."""

from collections.abc import Callable

from townline.platform.core.ports import Port

# Given a subject and words, says whether they were taken.
type AlertSender = Callable[[str, str], bool]
SENDER: Port[AlertSender] = Port("how the person on duty is alerted")


def send_alert(subject: str, body: str) -> bool:
    """Tell; say whether it was taken. What goes wrong is in the log.

    Call it outside a transaction: a mail server may take its time. ``body`` holds no text and no
    number of a resident.
    """
    return SENDER.value(subject, body)
