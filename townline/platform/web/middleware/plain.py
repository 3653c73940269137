"""Refuses what no text column can keep, before any page has to think of it."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class PlainText:
    """Answers 400 to a NUL or a lone surrogate in a form or an address, naming the field.

    The API is left alone: it names its fields itself, as a problem. So are calls of providers,
    whose bodies are signed as they are, and what phones of surveyors send, which goes to the disk
    part by part.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        if request.path.startswith(("/api/", "/hooks/", "/openrosa/")):
            return
        _look(request.GET)
        if request.content_type in _FORMS:
            _look(request.POST)


def _look(values: QueryDict) -> None:
    for name, sent in values.lists():
        if any("\x00" in value or _lone(value) for value in sent):
            field = name.replace("\x00", "")[:40]
            words = gettext("‘%(field)s’ 칸에 쓸 수 없는 글자가 있습니다. 지우고 다시 보내 주세요.")
            raise BadRequest(words % {"field": field})


def _lone(value: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in value)
