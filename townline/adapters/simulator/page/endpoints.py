"""The same as JSON, for tests and scripts. README.md documents it."""

import sqlite3
from typing import Any, cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from townline.adapters.simulator.network import texts, trouble
from townline.adapters.simulator.page import requests, residents
from townline.adapters.simulator.photo_calls import photos
from townline.adapters.simulator.smpp import coding, segments
from townline.platform.core.text.languages import TooDeep, json_read


async def phones(_request: Request) -> Response:
    """List the phones of the page."""
    items = [
        {
            "number": phone.number,
            "name": phone.name,
            "language": phone.language,
            "examples": phone.examples,
        }
        for phone in residents.phones()
    ]
    return JSONResponse({"items": items})


async def phone_texts(request: Request) -> Response:
    """List a phone's texts, or send one from it."""
    number, exchange = _number(request), requests.pages(request).exchange
    if request.method == "GET":
        return JSONResponse({"items": _texts(exchange.db, number)})
    data = await _json(request)
    body, key = data.get("body"), data.get("key")
    if not isinstance(body, str) or len(body) > requests.LONGEST:
        raise HTTPException(422, "body must be a text of at most 10,000 characters")
    text_id = exchange.send(phone=number, body=body, form_key=None if key is None else str(key))
    return JSONResponse({"id": text_id}, 200 if text_id is None else 201)


async def phone_segments(request: Request) -> Response:
    """List every submit_sm the network accepted for a phone."""
    exchange = requests.pages(request).exchange
    found = segments.of_phone(exchange.db, _number(request))
    return JSONResponse({"items": [_segment(row) for row in found]})


async def troubles(request: Request) -> Response:
    """Say which troubles are to come, or make one."""
    exchange = requests.pages(request).exchange
    if request.method == "POST":
        data = await _json(request)
        kind, times = data.get("kind"), data.get("times", 1)
        if kind not in trouble.KINDS or type(times) is not int or not 0 <= times <= 1000:  # noqa: PLR2004 -- more would never end
            raise HTTPException(
                422, f"kind must be one of {', '.join(trouble.KINDS)}; times 0-1000"
            )
        exchange.make_trouble(cast("trouble.Kind", kind), times)
    return JSONResponse(
        {"links": len(exchange.links), "trouble": trouble.armed_troubles(exchange.db)}
    )


def _number(request: Request) -> str:
    number = texts.phone_of(request.path_params["number"])
    if number is None:
        raise HTTPException(404, "phones have numbers from 010-0000-0000 to 010-0000-9999")
    return number


async def _json(request: Request) -> dict[str, Any]:
    try:
        data = json_read(await requests.octets(request))
    except TooDeep as error:
        raise HTTPException(422, str(error)) from None
    except ValueError:
        raise HTTPException(400, "the body is not JSON") from None
    if not isinstance(data, dict):
        raise HTTPException(400, "the body is not a JSON object")
    return data


def _texts(db: sqlite3.Connection, number: str) -> list[dict[str, Any]]:
    return [
        _text(text) | {"photos": [_photo(photo) for photo in photos.photos_of_text(db, text.id)]}
        for text in texts.of_phone(db, number)
    ]


def _photo(photo: photos.PhotoMeta) -> dict[str, str | int]:
    return {"name": photo.name, "type": photo.type, "size": photo.size}


def _text(text: texts.HandsetText) -> dict[str, Any]:
    return {
        "id": text.id,
        "direction": text.direction,
        "body": text.body,
        "state": text.state,
        "at": text.at.isoformat(),
        "parts": text.parts,
    }


def _segment(row: sqlite3.Row) -> dict[str, str | int | None]:
    plain = {name: row[name] for name in row.keys() if name not in {"payload", "phone"}}  # noqa: SIM118 -- a Row iterates over its values
    plain["message_id"] = str(plain.pop("id"))
    plain["body"] = coding.decode(row["data_coding"], row["payload"])
    return plain
