"""Which questionnaires are kept, and which version of one is asked now."""

from townline.lines.queues.questionnaires.models import QuestionForm


def form_latest(code: str) -> QuestionForm | None:
    """Find the newest version of a questionnaire; None where nothing has this code."""
    return QuestionForm.objects.filter(code=code).order_by("-version").first()


def stored_forms() -> list[QuestionForm]:
    """Give the questionnaires that are kept, by code; of each the newest comes last."""
    return list(QuestionForm.objects.order_by("code", "version"))
