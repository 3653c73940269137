"""An owner texts a word to the line, and gets new links to their own pages."""

from townline.casework.cases.api import Intent, intent_of
from townline.lines.safenumbers.doors import OWNER_WORDS
from townline.lines.safenumbers.rules.leases import lease_subject
from townline.lines.safenumbers.rules.numbers import format_number
from townline.lines.safenumbers.rules.requests import plain
from townline.lines.safenumbers.selectors.leases import LeaseView, leases_of_phone
from townline.lines.safenumbers.services.leases.links import owner_link
from townline.lines.safenumbers.services.requests.claiming import BY
from townline.lines.safenumbers.services.requests.notifications import owner_hear
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause, Claim, IncomingView
from townline.platform.core import district
from townline.platform.core.http import public
from townline.platform.core.text.languages import page_language

MOST = 5  # links in one text; a company of a hundred cars has its console


def owner_link_claim(view: IncomingView) -> Claim | None:
    """Take the word for "my own page" from an owner's telephone; leave it to others otherwise."""
    if view.photos or view.parts_missing or _squeeze(view.body) not in _words():
        return None
    phone = conversations.resident_phone(view.resident_id)
    leases = leases_of_phone(phone) if phone else ()
    if not leases or not public.address("/"):
        return None
    reference = lease_subject(leases[0].id)
    lines = [_line(lease, view) for lease in leases[:MOST]]
    owner_hear(view, "\n".join(lines), reference=reference, limit=OWNER_WORDS)
    return Claim(by=BY, reference=reference)


def apply_link_claim(view: IncomingView) -> Claim | None:
    """Take the wish for a safe number: it is applied for on a page, whose link is sent."""
    link = public.address("/safe/")
    if not link or intent_of(view).intent is not Intent.SAFE_NUMBER:
        return None
    words = district.text("safe_apply", view.language).format(link=link)
    reference = f"resident:{view.resident_id}"
    conversations.automatic_queue(
        resident_id=view.resident_id,
        body=words,
        reference=reference,
        now=view.now,
        cause=Cause.ASKED,
    )
    return Claim(by=BY, reference=reference)


def owner_page_word(language: str) -> str:
    """Give the word that people are told to text for a new link."""
    return district.words("owner_page")[page_language(language)][0]


def _line(lease: LeaseView, view: IncomingView) -> str:
    path = owner_link(lease_id=lease.id, now=view.now)
    return district.text("safe_page", lease.language).format(
        car=lease.plate_masked,
        number=format_number(lease.number) if lease.number else "",
        link=public.address(path),
    )


def _words() -> set[str]:
    return {_squeeze(word) for group in district.words("owner_page").values() for word in group}


def _squeeze(text: str) -> str:
    return plain(text).replace(" ", "")
