"""The OpenAPI document, with the refusals that every operation shares."""

import re
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from townline.platform.web.http_api.problems import CONTENT_TYPE, kinds, type_of

_ALWAYS = (400, 401, 403, 404, 413, 422, 429, 503)
_ADDED = re.compile(r"[.:;](?:\s|$)")
_PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "A refusal (RFC 9457). Some types have more members.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}


def _problem() -> dict[str, Any]:
    types = {"type": "string", "enum": [f"/problems/{kind}" for kind in kinds()]}
    return _PROBLEM | {"properties": _PROBLEM["properties"] | {"type": types}}


def _refusal(status: int) -> dict[str, Any]:
    return {
        "description": kinds()[type_of(status)].title,
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _costs(path: str) -> bool:
    """Say whether a stranger shows work or a proved telephone for a ticket, or to have it back."""
    return "/tickets" in path or path.endswith("/bookings")


def _summary(description: str) -> str:
    """Give what an operation does, without what its description adds."""
    return _ADDED.split(description, maxsplit=1)[0]


class Api(NinjaAPI):
    """Says in its document what each operation does, and how it refuses."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        # Programs are made from these ids: a room that moved into a wing keeps them.
        return super().get_openapi_operation_id(operation).replace("_lines_", "_", 1)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        schema["components"]["schemas"]["Problem"] = _problem()
        for path, operations in schema["paths"].items():
            for method, operation in operations.items():
                operation["summary"] = _summary(operation["description"])
                statuses = _ALWAYS if method == "get" else (*_ALWAYS, 409)
                if method == "post" and _costs(path):
                    statuses = (*statuses, 428)
                operation["responses"] |= {s: _refusal(s) for s in statuses}
        return schema
