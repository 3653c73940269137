from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from townline.adapters.simulator.page import endpoints, requests, stream, views
from townline.adapters.simulator.page.guard import Guard
from townline.adapters.simulator.page.pages import Pages

_STATIC = Path(__file__).with_name("static")
_API = "/handset/api"


def build(pages: Pages, hosts: Sequence[str]) -> Starlette:
    """Make the application that serves everything under /handset/."""
    app = Starlette(
        routes=[
            Route("/handset/", views.start),
            Route("/handset/phones/{slug}/", views.phone),
            Route("/handset/phones/{slug}/texts", views.send, methods=["POST"]),
            Route("/handset/phones/{slug}/events", stream.events),
            Route("/handset/photos/{number:int}", views.photo),
            Route("/handset/trouble", views.make_trouble, methods=["POST"]),
            Route("/handset/language", views.switch_language, methods=["POST"]),
            Route(f"{_API}/phones", endpoints.phones),
            Route(
                f"{_API}/phones/{{number}}/texts", endpoints.phone_texts, methods=["GET", "POST"]
            ),
            Route(f"{_API}/phones/{{number}}/segments", endpoints.phone_segments),
            Route(f"{_API}/trouble", endpoints.troubles, methods=["GET", "POST"]),
            Mount("/handset/static", StaticFiles(directory=_STATIC)),
        ],
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={HTTPException: _problem},
    )
    app.state.pages = pages
    return app


async def _problem(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    if request.url.path.startswith(_API):
        problem = {"type": "about:blank", "status": status, "detail": detail}
        return JSONResponse(problem, status, media_type="application/problem+json")
    word = "not_found" if status == 404 else "unreadable"  # noqa: PLR2004 -- HTTP's own number
    page = requests.pages(request).problem(word, requests.language(request))
    return HTMLResponse(page, status)
