"""The page: plain forms that work without a script.

All handlers are coroutines: plain functions would run in threads, and SQLite has one owner.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from townline.adapters.simulator import requests, residents, trouble
from townline.adapters.simulator.residents import Phone

_EXAMPLE = "example-"


async def start(_request: Request) -> Response:
    """Open the first phone."""
    return _to(residents.phones()[0].slug)


async def phone(request: Request) -> Response:
    """Show a phone's conversation."""
    chosen = _chosen(request.path_params["slug"])
    return _html(requests.pages(request).page(chosen, requests.language(request)))


async def send(request: Request) -> Response:
    """Send a typed text, or an example."""
    chosen = _chosen(request.path_params["slug"])
    form = await requests.form(request)
    body = _body(chosen, form)
    problem = _problem(body)
    if problem:
        return _refusal(request, chosen, problem, body)
    pages = requests.pages(request)
    pages.exchange.send(phone=chosen.number, body=body, form_key=form.get("key") or None)
    return JSONResponse({}, 201) if _from_script(request) else _to(chosen.slug)


async def make_trouble(request: Request) -> Response:
    """Let a network trouble happen."""
    form = await requests.form(request)
    kind = next((kind for kind in trouble.KINDS if kind == form.get("kind")), None)
    if kind is None:
        raise HTTPException(400)
    requests.pages(request).exchange.make_trouble(kind, 0 if form.get("times") == "0" else 1)
    if _from_script(request):
        return JSONResponse({}, 201)
    return _to(_chosen(form.get("phone", "")).slug)


async def switch_language(request: Request) -> Response:
    """Remember the language for this browser."""
    form = await requests.form(request)
    response = _to(_chosen(form.get("phone", "")).slug)
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


def _chosen(slug: str) -> Phone:
    found = residents.by_slug(slug)
    if found is None:
        raise HTTPException(404)
    return found


def _body(chosen: Phone, form: dict[str, str]) -> str:
    choice = form.get("send", "").removeprefix(_EXAMPLE)
    if choice.isdecimal() and int(choice) < len(chosen.examples):
        return chosen.examples[int(choice)]
    return form.get("body", "")


def _problem(body: str) -> str:
    if not body.strip():
        return "problem_empty"
    return "problem_long" if len(body) > requests.LONGEST else ""


def _refusal(request: Request, chosen: Phone, problem: str, body: str) -> Response:
    language, pages = requests.language(request), requests.pages(request)
    if _from_script(request):
        return JSONResponse({"problem": pages.said_problem(problem, language)}, 422)
    return _html(pages.page(chosen, language, problem=problem, body=body), 422)


def _from_script(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _html(page: str, status: int = 200) -> Response:
    return HTMLResponse(
        page, status, {"Cache-Control": "no-store", "Vary": "Accept-Language, Cookie"}
    )


def _to(slug: str) -> Response:
    return RedirectResponse(f"/handset/phones/{slug}/#end", 303)
