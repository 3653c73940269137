"""The shared frame of pages for people outside, with keys of forms of this room."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from townline.platform.core import district
from townline.platform.web import public_pages as shared
from townline.platform.web.public_pages import LANGUAGES, Page, digits, language, public_page

__all__ = [
    "LANGUAGES",
    "Page",
    "digits",
    "form_key",
    "form_nonce",
    "form_press",
    "frame",
    "language",
    "public_page",
]

_FORMS = shared.Forms("safenumbers.outside")
form_key, form_nonce, form_press = _FORMS.key, _FORMS.nonce, _FORMS.press


def frame() -> dict[str, Any]:
    """Give what every page outside shows: whose it is, and whom to call in need."""
    name = district.current().name(translation.get_language() or LANGUAGES[0])
    return shared.frame(gettext("%(district)s 안심번호") % {"district": name})
