"""How one signs in oneself: password, second factors, and where one is signed in."""

from typing import Any

import qrcode
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from qrcode.image.svg import SvgPathFillImage

from townline.platform.core import clock
from townline.platform.core.http import client
from townline.platform.departments import (
    agents,
    api,
    marks,
    one_time,
    passkeys,
    passwords,
    sign_in as entering,
)
from townline.platform.departments.guards import the_person
from townline.platform.departments.views.inputs import (
    Code,
    Credential,
    Passkey,
    Passwords,
    SessionForm,
)
from townline.platform.web.context import service_name
from townline.platform.web.inputs import Numbered
from townline.platform.web.numbers import is_number
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.platform.web.views import back_to

HOME = "/my/sign-in/"
_SECRET = "app_secret"  # noqa: S105 -- a key of the session
_NAME_LIMIT = 40


@require_GET
@staff_page()
def overview(request: HttpRequest) -> HttpResponse:
    """Show all of it."""
    person, factors = the_person(request), api.factors_of(the_person(request).id)
    sessions = api.sessions_of(person.id)
    context: dict[str, Any] = {
        "app": next((f for f in factors if f.type == "totp"), None),
        "passkeys": [f for f in factors if f.type == "webauthn"],
        "codes": next((f for f in factors if f.type == "recovery_codes"), None),
        "needed": person.role in api.second_factor_roles(),
        "demo": request.session.get(marks.FACTOR) == marks.DEMO,
        "has_password": person.has_usable_password(),
        "sessions": [(one, agents.describe_agent(one.user_agent)) for one in sessions],
        "here": request.session.session_key,
    }
    return _page(request, "mine.html", context)


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    # While a second factor is due, the bar with its figures is not for this person yet.
    due = marks.factor_due(the_person(request), request.session)
    frame = {"frame": "web/public.html" if due else "web/settings.html", "due": due}
    return render(request, f"departments/{name}", context | frame, status=status)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
@staff_page(proof=True)
def app(request: HttpRequest) -> HttpResponse:
    """Set an authenticator app up: scan, then show that it counts."""
    person = the_person(request)
    secret = request.session.setdefault(_SECRET, one_time.new_secret())
    if request.method == "GET":
        return _app_page(request, secret, wrong=False)
    code = "".join(read(request, Code).code.split())
    actor = api.viewer_of(person).actor
    if not api.app_add(staff=person, secret=secret, code=code, actor=actor, now=clock.now()):
        return _app_page(request, secret, wrong=True)
    del request.session[_SECRET]
    return _set_up(request, person)


def _app_page(request: HttpRequest, secret: str, *, wrong: bool) -> HttpResponse:
    account = the_person(request).username
    address = one_time.address_of(secret, account=account, issuer=service_name())
    svg = qrcode.make(address, image_factory=SvgPathFillImage).to_string().decode()
    groups = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    context = {"svg": svg, "groups": groups, "wrong": wrong, "next": back_to(request, HOME)}
    return _page(request, "app.html", context)


def _set_up(request: HttpRequest, person: api.Staff) -> HttpResponse:
    """Go on after a second factor was shown for the first time: with recovery codes once."""
    request.session[marks.FACTOR] = marks.PASSED
    if any(factor.type == "recovery_codes" for factor in api.factors_of(person.id)):
        messages.success(request, gettext("2단계 인증을 추가했습니다."))
        return HttpResponseRedirect(back_to(request, HOME))
    return _codes_page(request, person)


def _codes_page(request: HttpRequest, person: api.Staff) -> HttpResponse:
    actor = api.viewer_of(person).actor
    codes = api.recovery_codes_make(staff=person, actor=actor, now=clock.now())
    return _page(request, "codes.html", {"codes": codes, "next": back_to(request, HOME)})


@require_POST
@staff_page(proof=True)
def codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes and show them once."""
    return _codes_page(request, the_person(request))


@require_POST
@staff_page(proof=True)
def passkey_options(request: HttpRequest) -> HttpResponse:
    return JsonResponse(passkeys.registration_options(the_person(request)))


@require_POST
@staff_page(proof=True)
def passkey_add(request: HttpRequest) -> HttpResponse:
    """Keep the passkey the browser just made."""
    person = the_person(request)
    try:
        form = read(request, Credential)
        credential = passkeys.verify_registration(form.credential)
    except passkeys.PasskeyRefused:
        messages.error(request, gettext("패스키를 만들지 못했습니다. 다시 시도해 주세요."))
        return HttpResponseRedirect(HOME)
    api.passkey_add(
        staff=person,
        name=form.name[:_NAME_LIMIT]
        or agents.describe_agent(request.headers.get("User-Agent", "")),
        credential=credential,
        actor=api.viewer_of(person).actor,
        now=clock.now(),
    )
    return _set_up(request, person)


@require_POST
@staff_page()
def passkey_rename(request: HttpRequest) -> HttpResponse:
    """Give a passkey a name that its person knows it by."""
    person, form = the_person(request), read(request, Passkey)
    name = " ".join(form.name.split())[:_NAME_LIMIT]
    if not name:
        messages.error(request, gettext("이름을 적어 주세요."))
    elif api.passkey_rename(
        staff_id=person.id,
        factor_id=form.id,
        name=name,
        actor=api.viewer_of(person).actor,
        now=clock.now(),
    ):
        messages.success(request, gettext("패스키 이름을 변경했습니다."))
    return HttpResponseRedirect(HOME)


@require_POST
@staff_page(proof=True)
def factor_remove(request: HttpRequest) -> HttpResponse:
    """Take a second factor away, but never the last one where one is needed."""
    person, number = the_person(request), read(request, Numbered).id
    shown = [f.id for f in api.factors_of(person.id) if f.type != "recovery_codes"]
    if person.role in api.second_factor_roles() and shown == [number]:
        messages.error(
            request, gettext("하나 이상 있어야 합니다. 다른 것을 먼저 추가한 뒤 삭제해 주세요.")
        )
    elif api.factor_remove(
        staff_id=person.id,
        factor_id=number,
        actor=api.viewer_of(person).actor,
        now=clock.now(),
    ):
        messages.success(request, gettext("삭제했습니다. 이제 로그인할 수 없습니다."))
    return HttpResponseRedirect(HOME)


@require_GET
@staff_page()
def session(request: HttpRequest) -> HttpResponse:
    """Tell a page of ours who is signed in now, and the sign that forms need."""
    return JsonResponse({"person": the_person(request).pk, "sign": get_token(request)})


@require_POST
@staff_page()
def session_end(request: HttpRequest) -> HttpResponse:
    """End one session, or all others."""
    person, number = the_person(request), read(request, SessionForm).id
    actor, now = api.viewer_of(person).actor, clock.now()
    if number == "others":
        key = str(request.session.session_key)
        api.sessions_end(
            staff_id=person.id, why=api.SessionEndReason.ELSEWHERE, actor=actor, now=now, keep=key
        )
    elif is_number(number):
        api.session_end(staff_id=person.id, session_id=int(number), actor=actor, now=now)
    messages.success(request, gettext("로그아웃했습니다."))
    return HttpResponseRedirect(f"{HOME}#sessions")


@sensitive_post_parameters("old", "password")
@require_http_methods(["GET", "POST"])
@staff_page()
def password(request: HttpRequest) -> HttpResponse:
    """Change one's password; other sessions end."""
    person = the_person(request)
    wrong = _change_password(request, person) if request.method == "POST" else {}
    if request.method == "POST" and not wrong:
        messages.success(
            request, gettext("비밀번호를 변경했습니다. 다른 기기에서는 로그아웃되었습니다.")
        )
        return HttpResponseRedirect(HOME)
    context = {"wrong": wrong, "least": passwords.least(person), "person": person}
    return _page(request, "password.html", context)


def _change_password(request: HttpRequest, person: api.Staff) -> dict[str, str]:
    """Give what is wrong by field; empty when it was changed."""
    now, form = clock.now(), read(request, Passwords)
    bounds = api.password_bounds(person.username, client.client_key(request))
    if api.sign_in_blocked_until(bounds, now=now):
        return {
            "old": gettext("여러 번 틀려 잠시 로그인할 수 없습니다. 잠시 뒤에 다시 시도해 주세요.")
        }
    if not person.check_password(form.old):
        api.sign_in_failed(bounds, now=now)
        return {"old": gettext("현재 비밀번호가 맞지 않습니다. 다시 적어 주세요.")}
    try:
        api.password_set(
            staff=person,
            password=form.password,
            actor=api.viewer_of(person).actor,
            now=now,
            keep=str(request.session.session_key),
        )
    except ValidationError as error:
        return {"password": " ".join(error.messages)}
    _go_on(request, person)
    return {}


def _go_on(request: HttpRequest, person: api.Staff) -> None:
    """Keep this session alive under the new password, with a key of its own."""
    before = str(request.session.session_key)
    update_session_auth_hash(request, person)
    api.session_renamed(before=before, after=str(request.session.session_key))


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def way_in(request: HttpRequest, who: str, token: str) -> HttpResponse:
    """Choose a password by the path an administrator gave; a helper signs in by theirs."""
    person = api.way_in_person(who, token, now=clock.now())
    if person is None:
        return render(request, "departments/way_in_over.html", status=404)
    if person.is_helper:
        return _helper_way_in(request, person)
    wrong = {}
    if request.method == "POST":
        try:
            api.password_set(
                staff=person,
                password=read(request, Passwords).password,
                actor=api.viewer_of(person).actor,
                now=clock.now(),
            )
            messages.success(request, gettext("비밀번호를 설정했습니다. 로그인해 주세요."))
            return HttpResponseRedirect(settings.LOGIN_URL)
        except ValidationError as error:
            wrong = {"password": " ".join(error.messages)}
    context = {"wrong": wrong, "least": passwords.least(person), "person": person}
    frame = {"frame": "web/public.html", "way_in": True}
    return render(request, "departments/password.html", context | frame)


def _helper_way_in(request: HttpRequest, person: api.Staff) -> HttpResponse:
    """Sign a helper in by their path, with a press: a page that is only read changes nothing."""
    if request.method == "POST":
        return entering.begin(request, person, entering.way_of(request), by="link")
    return render(request, "departments/helper_way_in.html", {"person": person})
