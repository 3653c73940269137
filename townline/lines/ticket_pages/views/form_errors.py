"""What is to be mended in a form, in words that stand beside each field."""

from collections.abc import Mapping

from django.utils.translation import gettext
from ninja.errors import ValidationError

from townline.lines.queues.rules.plans import QueuePlan
from townline.lines.queues.views.inputs import phone_of
from townline.platform.web.numbers import is_number


def wrong_of(given: Mapping[str, str], plan: QueuePlan, *, ahead: bool = False) -> dict[str, str]:
    """Say what to mend, by field, in the order of the form. ``ahead``: it books a slot."""
    found = {
        "slot": _slot(given.get("slot", "")) if ahead else "",
        "party": _party(given["party"], plan.party_most),
        "need": "" if given["need"] in {"", *plan.needs} else gettext("목록에서 선택해 주세요."),
        "phone": _phone(given["phone"], needed=ahead),
    }
    return {field: words for field, words in found.items() if words}


def _slot(slot: str) -> str:
    return "" if slot else gettext("방문 시각을 선택해 주세요.")


def _party(party: str, most: int) -> str:
    if is_number(party) and 1 <= int(party) <= most:
        return ""
    return gettext("인원을 1부터 %(most)d까지의 숫자로 적어 주세요.") % {"most": most}


def _phone(phone: str, *, needed: bool) -> str:
    try:
        known = phone_of(phone[:24])
    except ValidationError:
        known = None
    if known or not (phone or needed):
        return ""
    if needed:
        return gettext("휴대전화 번호를 적어 주세요. 예: 010-0000-0042")
    return gettext("휴대전화 번호를 다시 확인해 주세요. 예: 010-0000-0042. 적지 않아도 됩니다.")
