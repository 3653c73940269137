"""What a household's page and its answers are, on the home's page of staff."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from townline.casework.cases.ports import PanelContent
from townline.platform.departments.api import Act
from townline.prevention.surveys.api import Home, Submission, works
from townline.prevention.surveys.pages.rules.wording import in_words
from townline.prevention.surveys.pages.selectors.household import link_of, view_count, words_of
from townline.prevention.surveys.views import labels

WORDS = {
    "refuse": _("세대가 방문을 거절함"),
    "moved": _("세대가 이사했다고 알림"),
    "help": _("세대가 도움을 요청함"),
    "time": _("세대가 방문 시간을 정함"),
    "code": _("세대가 인증번호를 요청함"),
}


def household_section(act: Act, home: Home) -> PanelContent:
    """Give the section; three queries."""
    link = link_of(home.id, act.now)
    context = {
        "home": home,
        "link": link,
        "until": timezone.localdate(link.expires_at) if link else None,
        "looks": view_count(link) if link else 0,
        "words": [(word, WORDS[word.what]) for word in words_of(home.id)],
        "works": works(act.viewer),
    }
    return PanelContent(template="survey_pages/side_links.html", context=context)


def answers_section(_act: Act, home: Home) -> PanelContent | None:
    """Give what was filled in, the newest first, in the words of its form; one query."""
    rows = Submission.objects.filter(home=home).select_related("form", "surveyor")
    rows = rows.defer("xml", "form__xlsform").order_by("-received_at")
    language = labels.language()
    answers = [
        (
            each,
            in_words(each.answers, each.form.xform, language),
            labels.PROBLEMS.get(each.problem, ""),
        )
        for each in rows
    ]
    if not answers:
        return None
    return PanelContent(template="survey_pages/answers.html", context={"answers": answers})
