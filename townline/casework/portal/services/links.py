"""Links to a resident's own case page."""

import datetime as dt
import secrets

from django.db import transaction

from townline.casework.cases.api import Remark, case_lock
from townline.casework.cases.models import Case, CaseResident
from townline.casework.portal.errors import LinkNotSent, NoPublicAddress
from townline.casework.portal.models import CaseLink
from townline.casework.portal.rules.residents import link_hash
from townline.casework.portal.services.notifications import fill_text, queue_text, remark
from townline.casework.portal.services.texts import link_life
from townline.platform.conversations import api as conversations
from townline.platform.core import resident_moments
from townline.platform.core.http import public
from townline.platform.departments.api import Act, Permission

_BYTES = 16


def case_link(*, case_id: int, resident_id: int, now: dt.datetime) -> str:
    """Make a link to a resident's own case page and give its path, ``/c/<token>``.

    The token (128 bits) is told once and kept only as a hash. It works for the district's
    ``case_link_days``; see ``core.http.public.address`` for what a text needs before it.
    """
    # Letters and digits only: phones cut a link where a sign ends it.
    token = secrets.token_hex(_BYTES)
    CaseLink.objects.create(
        case_id=case_id,
        resident_id=resident_id,
        token_hash=link_hash(token),
        made_at=now,
        expires_at=now + link_life(),
    )
    return f"/c/{token}"


def link_line(case: Case, resident_id: int, language: str, now: dt.datetime) -> str:
    """Give the line with a new link to put under a text; "" without a public address."""
    if not public.address("/"):
        return ""
    path = case_link(case_id=case.id, resident_id=resident_id, now=now)
    return "\n" + fill_text("more_link", case, language, link=public.address(path))


@transaction.atomic
def case_link_send(act: Act, *, code: str) -> int:
    """Text each resident of a case the link to their own page; give how many texts go.

    Raises NoPublicAddress, LinkNotSent where no automatic text may go to any of them now.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    if not public.address("/"):
        raise NoPublicAddress("set TOWNLINE_PUBLIC_URL: links in texts begin with it")
    others = CaseResident.objects.filter(case=case).values_list("resident", flat=True)
    briefs = conversations.residents_brief([case.resident_id, *others])
    sent = sum(_send(case, one, brief.language, act.now) for one, brief in briefs.items())
    if not sent:
        raise LinkNotSent("no automatic text may go to this number now: STOP, or too many")
    remark(case, Remark.LINK_SEND, act.actor, act.now, people=sent)
    return sent


def _send(case: Case, resident_id: int, language: str, now: dt.datetime) -> bool:
    path = case_link(case_id=case.id, resident_id=resident_id, now=now)
    until = resident_moments.moment(now + link_life(), language)
    body = fill_text("case_link", case, language, link=public.address(path), until=until)
    return queue_text(body, case, resident_id, now) is not None
