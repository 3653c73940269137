"""Every answer of a documented operation, in any test, is held against the published document."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import httpx
import jsonschema_rs
import pytest
from django.http.response import HttpResponseBase

# What the frame answers before any operation is asked: a method, a body without length, a crash,
# a process that starts again.
_OF_THE_FRAME = frozenset({405, 411, 500, 502})


class Undocumented(AssertionError):
    """An answer that the published document does not tell of."""


@cache
def _document() -> dict[str, Any]:
    from townline.config.http_api import api

    read: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/")))
    return read


@cache
def _ways() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    """Give each path as a pattern, those without blanks first: /cases/search is no case."""
    paths = sorted(_document()["paths"].items(), key=lambda item: item[0].count("{"))
    return [
        (re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path)), path_item) for path, path_item in paths
    ]


def _responses(method: str, path: str) -> dict[str, Any] | None:
    for pattern, operations in _ways():
        if pattern.fullmatch(path) and method.lower() in operations:
            found: dict[str, Any] = operations[method.lower()]["responses"]
            return found
    return None


@cache
def _validator(schema: str) -> Any:
    whole = json.loads(schema) | {"components": _document()["components"]}
    return jsonschema_rs.validator_for(whole)


def check(method: str, path: str, response: HttpResponseBase) -> None:
    """Hold an answer against the document. Raises Undocumented."""
    responses = _responses(method, path)
    if responses is None or response.status_code in _OF_THE_FRAME:
        return
    documented = responses.get(str(response.status_code))
    if documented is None:
        raise Undocumented(f"{method} {path}: {response.status_code} is not documented")
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    schema = documented.get("content", {}).get(kind, {}).get("schema")
    if schema is None or response.streaming or not kind.endswith("json"):
        return
    for error in _validator(json.dumps(schema)).iter_errors(json.loads(response.getvalue())):
        raise Undocumented(f"{method} {path}: {error.message} at {list(error.instance_path)}")


@pytest.fixture(scope="session", autouse=True)
def watched() -> Iterator[None]:
    """Watch what every client of a test is answered under /api."""
    from django.test import Client

    ask = Client.request

    def checked_request(self: Client, **request: Any) -> Any:
        response = ask(self, **request)
        path = str(request.get("PATH_INFO", ""))
        if path.startswith("/api/v1/"):
            check(str(request.get("REQUEST_METHOD", "GET")), path, response)
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", checked_request)
        _watch_live(patch)
        yield


class _Answer:
    """An answer over HTTP, as ``check`` reads it."""

    def __init__(self, response: httpx.Response, *, streaming: bool) -> None:
        self.status_code, self.headers = response.status_code, response.headers
        self.streaming, self._response = streaming, response

    def getvalue(self) -> bytes:
        return self._response.content


def _check_response(
    request: httpx.Request, response: httpx.Response, *, streaming: bool
) -> httpx.Response:
    # What nginx, the port's owner and Starlette answer is an answer of the same document.
    if request.url.path.startswith("/api/v1/"):
        answer: Any = _Answer(response, streaming=streaming)
        check(request.method, request.url.path, answer)
    return response


def _watch_live(patch: pytest.MonkeyPatch) -> None:
    """Watch the live server, in this process or in a house, where many are asked at once."""
    there = httpx.AsyncClient.send

    async def send_later(
        self: httpx.AsyncClient, request: httpx.Request, **how: Any
    ) -> httpx.Response:
        streaming = bool(how.get("stream"))
        return _check_response(request, await there(self, request, **how), streaming=streaming)

    patch.setattr(httpx.AsyncClient, "send", send_later)
