"""The page: plain forms that work without a script.

All handlers are coroutines: plain functions would run in threads, and SQLite has one owner.
"""

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from townline.adapters.simulator.network import trouble
from townline.adapters.simulator.page import requests, residents
from townline.adapters.simulator.page.residents import Phone
from townline.adapters.simulator.photo_calls import photos
from townline.adapters.simulator.photo_calls.photos import FormProblem, Photo

_EXAMPLE = "example-"
# A photo never changes under its number.
_FOR_EVER = {"Cache-Control": "private, max-age=86400, immutable"}


async def start(_request: Request) -> Response:
    """Open the first phone."""
    return _to(residents.phones()[0].slug)


async def phone(request: Request) -> Response:
    """Show a phone's conversation."""
    chosen = _phone_of_slug(request.path_params["slug"])
    return _html(requests.pages(request).page(chosen, requests.language(request)))


async def send(request: Request) -> Response:
    """Send a typed text, with photos or without, or an example."""
    chosen, pages = _phone_of_slug(request.path_params["slug"]), requests.pages(request)
    given = await requests.upload(request)
    form, example = given.fields, _example(chosen, given.fields)
    pictures = [] if example or not pages.takes_photos else given.photos
    body = example or form.get("body", "")
    problem = given.problem or _problem(body, pictures)
    if problem:
        return _refusal(request, chosen, problem, body)
    key = form.get("key") or None
    pages.exchange.send(phone=chosen.number, body=body, form_key=key, pictures=pictures)
    return JSONResponse({}, 201) if _from_script(request) else _to(chosen.slug)


async def photo(request: Request) -> Response:
    """Give the bytes of a photo."""
    found = photos.find(requests.pages(request).exchange.db, request.path_params["number"])
    if found is None:
        raise HTTPException(404)
    return Response(found.data, media_type=found.type, headers=_FOR_EVER)


async def make_trouble(request: Request) -> Response:
    """Let a network trouble happen."""
    form = await requests.form(request)
    kind = next((kind for kind in trouble.KINDS if kind == form.get("kind")), None)
    if kind is None:
        raise HTTPException(400)
    requests.pages(request).exchange.make_trouble(kind, 0 if form.get("times") == "0" else 1)
    if _from_script(request):
        return JSONResponse({}, 201)
    return _to(_phone_of_slug(form.get("phone", "")).slug)


async def switch_language(request: Request) -> Response:
    """Remember the language for this browser."""
    form = await requests.form(request)
    response = _to(_phone_of_slug(form.get("phone", "")).slug)
    if form.get("language") in {"ko", "en"}:
        response.set_cookie(
            requests.COOKIE,
            form["language"],
            path="/handset/",
            samesite="lax",
            httponly=True,
            max_age=365 * 86400,
        )
    return response


def _phone_of_slug(slug: str) -> Phone:
    found = residents.by_slug(slug)
    if found is None:
        raise HTTPException(404)
    return found


def _example(chosen: Phone, form: dict[str, str]) -> str:
    choice = form.get("send", "").removeprefix(_EXAMPLE)
    if choice.isdecimal() and int(choice) < len(chosen.examples):
        return chosen.examples[int(choice)]
    return ""


def _problem(body: str, pictures: Sequence[Photo]) -> FormProblem | None:
    if not body.strip() and not pictures:
        return FormProblem("problem_empty")
    if len(body) > requests.LONGEST:
        return FormProblem("problem_long")
    return photos.problem_of(pictures)


def _refusal(request: Request, chosen: Phone, problem: FormProblem, body: str) -> Response:
    language, pages = requests.language(request), requests.pages(request)
    if _from_script(request):
        sentence = pages.problem_sentence(problem, language)
        return JSONResponse({"problem": sentence, "field": problem.field}, 422)
    return _html(pages.page(chosen, language, problem=problem, body=body), 422)


def _from_script(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _html(page: str, status: int = 200) -> Response:
    return HTMLResponse(
        page, status, {"Cache-Control": "no-store", "Vary": "Accept-Language, Cookie"}
    )


def _to(slug: str) -> Response:
    return RedirectResponse(f"/handset/phones/{slug}/#end", 303)
