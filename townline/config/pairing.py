"""A page that walks a person through making an Android phone the town's line."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from townline.adapters.sms_http import providers
from townline.adapters.sms_http.common.door import Provider
from townline.platform.conversations import api as conversations
from townline.platform.core import clock, district
from townline.platform.core.history import audit
from townline.platform.departments.api import Role
from townline.platform.departments.guards import has_role, viewer_of
from townline.platform.web.inputs import AS_TYPED, Input, Line
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page

KIND, USUAL_NAME = "android", "phone-1"


class Phone(Input):
    """What the app on the phone shows; the file of networks says what is wrong with it."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "url": gettext_noop("전화기 주소"),
        "username": gettext_noop("사용자 이름"),
    }
    name: Line = ""
    url: Line = ""
    username: Line = ""
    password: Annotated[str, AS_TYPED] = ""


@dataclass(frozen=True)
class Wrong:
    """What keeps a phone from being paired: the field it stands at, and words."""

    field: str
    words: str


@require_http_methods(["GET", "POST"])
@staff_page(has_role(Role.ADMINISTRATOR))
@sensitive_post_parameters("password")
def phone(request: HttpRequest) -> HttpResponse:
    """Show the steps and how far they are; a POST pairs a phone and shows its key, once."""
    form, wrong, key = read(request, Phone), None, ""
    if request.method == "POST":
        key = secrets.token_urlsafe(24)
        wrong = _pair(request, form, key)
        if not wrong:
            _record(request, form.name or USUAL_NAME)
    name = form.name or request.GET.get("name", "") or USUAL_NAME
    context = _state(name) | {
        "name": name,
        "fields": _fields(form, name, wrong),
        "wrong": wrong,
        "key": "" if wrong else key,
        "secure": request.is_secure(),
        "line": district.line_number(),
        "now": clock.now(),
    }
    return render(request, "config/phone.html", context, status=422 if wrong else 200)


def _fields(form: Phone, name: str, wrong: Wrong | None) -> list[dict[str, str]]:
    """Give the fields of the form as the kit draws them."""
    shown = [
        ("name", gettext("전화기 이름"), "text", "", name),
        ("url", gettext("전화기 주소"), "text", "url", form.url),
        ("username", gettext("사용자 이름"), "text", "", form.username),
        ("password", gettext("비밀번호"), "password", "", ""),
    ]
    return [
        {"name": field, "label": label, "type": kind, "inputmode": mode, "value": value,
         "maxlength": "32" if field == "name" else "",
         "wrong": wrong.words if wrong and wrong.field == field else ""}
        for field, label, kind, mode, value in shown
    ]  # fmt: skip


def _pair(request: HttpRequest, form: Phone, key: str) -> Wrong | None:
    entry: dict[str, object] = {
        "kind": KIND,
        "name": form.name or USUAL_NAME,
        "settings": {
            "url": form.url,
            "username": form.username,
            "password": form.password,
            "signing_key": key,
            "public_url": request.build_absolute_uri("/").rstrip("/"),
        },
    }
    try:
        known = providers.provider_named(str(entry["name"]))
        if known is not None and known.kind != KIND:
            words = gettext("그 이름은 다른 통신 연결이 쓰고 있습니다. 다른 이름을 적어 주세요.")
            return Wrong("name", words)
    except providers.ProvidersInvalid as error:
        words = gettext("서버의 통신 연결 파일에 고칠 곳이 있어 추가할 수 없습니다: %(line)s")
        return Wrong("name", words % {"line": error.problems[0]})
    except OSError:
        return _unwritable()
    return _add(entry)


def _unwritable() -> Wrong:
    words = gettext("서버의 통신 연결 파일에 쓸 수 없습니다. 서버 담당자에게 알려 주세요.")
    return Wrong("name", words)


def _add(entry: dict[str, object]) -> Wrong | None:
    try:
        providers.add(entry)
    except providers.ProvidersInvalid as error:
        return _wrong(error)
    except OSError:
        return _unwritable()
    return None


def _record(request: HttpRequest, name: str) -> None:
    viewer = viewer_of(request)
    actor = viewer.actor if viewer else audit.SYSTEM
    audit.record(
        audit.AuditEntry(
            subject=f"link:{name}", event="link:phone:pair", actor=actor, at=clock.now()
        )
    )


def _wrong(error: providers.ProvidersInvalid) -> Wrong:
    """Put the file's line into words beside the field that was typed."""
    words = {
        "name": gettext("이름은 영어 소문자, 숫자, 줄표로 32자까지 적어 주세요."),
        "settings.url": gettext(
            "전화기 주소를 앱에 보이는 대로 적어 주세요. 예: http://192.0.2.10:8080"
        ),
        "settings.username": gettext("앱에 보이는 사용자 이름을 적어 주세요."),
        "settings.password": gettext("앱에 보이는 비밀번호를 적어 주세요."),
    }
    for field, sentence in words.items():
        if any(f": {field} " in problem for problem in error.problems):
            return Wrong(field.removeprefix("settings."), sentence)
    return Wrong("name", error.problems[0])


def _provider(name: str) -> Provider | None:
    try:
        return providers.provider_named(name)
    except (providers.ProvidersInvalid, OSError):
        return None


def _state(name: str) -> dict[str, object]:
    """Say how far the pairing of this name is."""
    links = {link.transport: link for link in conversations.links()}
    provider = _provider(name)
    paired = provider is not None and provider.kind == KIND
    return {
        "paired": paired,
        "link": links.get(name) if paired else None,
        "heard_at": conversations.last_received_at(transport=name) if paired else None,
    }
