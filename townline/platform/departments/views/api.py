"""The directory's part of the JSON API: departments, services, oneself and one's tokens."""

import datetime as dt

from django.http import HttpRequest
from ninja import Path, Router, Schema
from ninja.errors import HttpError

from townline.platform.core import clock
from townline.platform.departments import api

router = Router()


class KnownRequest(HttpRequest):
    """A request whose person is known; ``token`` when a token acts for them."""

    viewer: api.Viewer
    token: api.ApiToken | None
    LANGUAGE_CODE: str


class DepartmentOut(Schema):
    code: str
    name: str
    name_ko: str
    name_en: str
    parent: str | None
    kind: str


class DepartmentsOut(Schema):
    items: list[DepartmentOut]


class ServiceOut(Schema):
    service_code: str
    name: str
    name_ko: str
    name_en: str
    department: str


class ServicesOut(Schema):
    items: list[ServiceOut]


class TokenOut(Schema):
    """An API token without its secret, which is not stored."""

    id: int
    name: str
    scopes: list[str]
    created_at: dt.datetime
    expires_at: dt.datetime | None
    revoked_at: dt.datetime | None
    last_used_at: dt.datetime | None


class TokensOut(Schema):
    items: list[TokenOut]


class MeOut(Schema):
    """``departments``: those whose cases this person can see; null: all."""

    username: str
    name_ko: str
    name_en: str
    role: str
    department: str | None
    departments: list[str] | None
    language: str
    powers: list[str]
    token: TokenOut | None


def _name(request: KnownRequest, named: api.Department | api.Service) -> str:
    return named.name_en if request.LANGUAGE_CODE == "en" else named.name_ko


@router.get("/departments", response=DepartmentsOut, operation_id="departments_list")
def departments_list(request: KnownRequest) -> DepartmentsOut:
    """List divisions and their departments; ``name`` follows Accept-Language."""
    items = [
        DepartmentOut(
            code=d.code,
            name=_name(request, d),
            name_ko=d.name_ko,
            name_en=d.name_en,
            parent=d.parent_id,
            kind=d.kind,
        )
        for d in api.departments()
    ]
    return DepartmentsOut(items=items)


@router.get("/services", response=ServicesOut, operation_id="services_list")
def services_list(request: KnownRequest) -> ServicesOut:
    """List the categories of cases, and the department that answers each."""
    items = [
        ServiceOut(
            service_code=s.service_code,
            name=_name(request, s),
            name_ko=s.name_ko,
            name_en=s.name_en,
            department=s.department_id,
        )
        for s in api.services()
    ]
    return ServicesOut(items=items)


@router.get("/me", response=MeOut, operation_id="me")
def me(request: KnownRequest) -> MeOut:
    """Show who is signed in, and what this sign-in or token allows."""
    viewer = request.viewer
    staff = api.staff_names([viewer.staff_id])[viewer.staff_id]
    return MeOut(
        username=staff.username,
        name_ko=staff.name_ko,
        name_en=staff.name_en,
        role=viewer.role,
        department=viewer.department,
        departments=None if viewer.departments is None else sorted(viewer.departments),
        language=viewer.language,
        powers=sorted(viewer.powers),
        token=TokenOut.from_orm(request.token) if request.token else None,
    )


@router.get("/tokens", response=TokensOut, operation_id="tokens_list")
def tokens_list(request: KnownRequest) -> TokensOut:
    """List your API tokens, newest first.

    A token without ``tokens`` sees only itself. New tokens are made on the server.
    """
    found = api.tokens_of(request.viewer.staff_id)
    return TokensOut(items=[TokenOut.from_orm(t) for t in found if _within(request, t.id)])


def _within(request: KnownRequest, token_id: int) -> bool:
    """Say whether who asks may see and end this token of the person's."""
    token = request.token
    return token is None or token.id == token_id or api.TOKENS_SCOPE in token.scopes


@router.delete("/tokens/{int:id}", response={204: None}, operation_id="token_revoke")
def token_revoke(
    request: KnownRequest,
    id: Path[int],  # noqa: A002 -- the name of the part of the path
) -> None:
    """Revoke an API token: the one in use, or with ``tokens`` any of yours."""
    viewer = request.viewer
    if not _within(request, id):
        raise HttpError(403, "a token ends only itself, unless it has the scope tokens")
    if not api.token_revoke(
        token_id=id, staff_id=viewer.staff_id, actor=viewer.actor, now=clock.now()
    ):
        raise HttpError(404, "you have no live token with this id")
