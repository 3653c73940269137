"""An answer to several residents: it has gone out when each of its texts has met its fate."""

import datetime as dt

from townline.casework.answers.models import Confirmation, ConfirmedText
from townline.casework.cases.api import Remark, subject
from townline.casework.cases.models import Case
from townline.platform.core.history import audit


def settle_text(
    case: Case, confirmation: Confirmation, text_id: int, outcome: str, now: dt.datetime
) -> bool:
    """Note what became of one text. Returns whether the answer as a whole is settled now.

    The case is locked by the caller. An answer to one resident is settled by its only text.
    """
    texts = {t.outgoing_text_id: t for t in ConfirmedText.objects.filter(confirmation=confirmation)}
    if not texts:
        return True
    texts[text_id].outcome = outcome
    texts[text_id].save(update_fields=["outcome"])
    if outcome == "failed":
        audit.record(
            audit.AuditEntry(
                subject=subject(case.id),
                event=Remark.SEND_FAILED_ONE,
                actor=audit.NETWORK,
                at=now,
                data={"text": text_id},
            )
        )
    return all(text.outcome for text in texts.values())


def reached_somebody(confirmation: Confirmation) -> bool:
    """Say whether at least one resident has the answer."""
    return ConfirmedText.objects.filter(confirmation=confirmation, outcome="accepted").exists()
