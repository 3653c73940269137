"""A resident hears that their case goes on together with another one's."""

from townline.casework.cases.api import (
    OPEN,
    ActionUndone,
    CasesMerged,
    CaseState,
    ends,
    others_of,
    subject,
)
from townline.casework.cases.models import Case, Undo
from townline.casework.portal.services.notifications import fill_text, receipts_wanted
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause


def merged_notify(event: CasesMerged) -> None:
    """Tell the residents of the merged case, once nobody can undo it any more.

    None hears of a case that is for few, that had ended, or that was theirs as well.
    """
    undo = Undo.objects.select_related("case", "into").get(pk=event.undo_id)
    source, into = undo.case, undo.into
    open_before = CaseState(str(undo.before["case"]["state"])) in OPEN
    if not receipts_wanted() or not open_before or source.private or into.private:
        return
    leaves = ends(undo.until) or undo.until
    for resident in {source.resident_id, *others_of([source.id]).get(source.id, ())}:
        if resident != into.resident_id:
            conversations.automatic_queue(
                resident_id=resident,
                body=fill_text("case_joined", into, source.language, earlier=source.code or ""),
                reference=subject(into.id),
                now=event.at,
                cause=Cause.FOLLOWS,
                not_before=leaves,
            )


def merge_undone(event: ActionUndone) -> None:
    """Take back what would have said that two cases are one."""
    if event.deed != "merge":
        return
    into = Case.objects.get(pk=event.case_id)
    merges = Undo.objects.filter(into=into, deed="merge", until__gt=event.at)
    codes = list(merges.values_list("case__code", flat=True))
    for text in conversations.thread(subject(into.id)):
        ours = text.direction == "out" and text.kind == "automatic" and text.state == "queued"
        if ours and any(code and code in text.body for code in codes):
            conversations.text_cancel(text_id=text.id, now=event.at)
