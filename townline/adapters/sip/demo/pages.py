"""HTML of the page and of each telephone's part, which the page fetches anew."""

from typing import Literal

from townline.adapters.sip.demo import words
from townline.adapters.sip.demo.booth import Booth
from townline.adapters.sip.demo.telephone import SipMessage, Telephone
from townline.adapters.sip.demo.words import Markup, fill
from townline.platform.core.text import msisdn

type SideName = Literal["caller", "owner"]
_KEYS = "123456789*0#"
_ACTIONS = {
    ("caller", "calling"): ("hang_up:give_up",),
    ("caller", "talking"): ("hang_up:hang_up",),
    ("owner", "ringing"): ("pick_up:pick_up", "hang_up:decline"),
    ("owner", "talking"): ("hang_up:hang_up",),
}


def page(booth: Booth, language: str, *, number: str, slug: str) -> Markup:
    """Write the whole page; ``number`` is offered to be dialled, ``slug`` names the handset."""
    return fill(
        "page",
        language,
        number=number,
        slug=slug,
        version=booth.version,
        caller=part(booth, "caller", language),
        owner=part(booth, "owner", language),
    )


def part(booth: Booth, side: SideName, language: str) -> Markup:
    """Write one telephone."""
    phone, known = getattr(booth, side), words.of(language)
    return fill(
        "phone",
        language,
        side=side,
        state=phone.state,
        said=_state_text(phone, known),
        shown=format_number(phone.shown) or "–",
        actions=_actions(side, phone, known),
        keys=_keys(phone),
        help=known[f"keys_{side}"],
        pressed=phone.pressed or "–",
        heard=_prompt_list(phone, known),
        count=len(phone.seen),
        seen=_message_list(phone.seen, known),
    )


def format_number(number: str) -> str:
    """Write a number as people read it: ``0504-0000-1234``, ``010-0000-0042``."""
    digits = "".join(char for char in msisdn.national(number) if char.isdigit())
    first = len(digits) - 8
    return f"{digits[:first]}-{digits[first:-4]}-{digits[-4:]}" if first > 0 else digits


def _state_text(phone: Telephone, known: dict[str, str]) -> str:
    state = known[f"state_{phone.state}"]
    return f"{state} ({phone.status})" if phone.status else state


def _actions(side: str, phone: Telephone, known: dict[str, str]) -> Markup:
    pairs = (action.partition(":") for action in _ACTIONS.get((side, phone.state), ()))
    return Markup("".join(
        _element("button", known[word], f'class="button primary" name="deed" value="{action}"')
        for action, _, word in pairs
    ))  # fmt: skip


def _keys(phone: Telephone) -> Markup:
    off = "" if phone.state == "talking" else " disabled"
    return Markup("".join(
        _element("button", key, f'class="button" name="key" value="{key}"{off}') for key in _KEYS
    ))  # fmt: skip


def _prompt_list(phone: Telephone, known: dict[str, str]) -> Markup:
    if not phone.prompts:
        return _element("p", known["heard_nothing"], 'class="meta"')
    items = "".join(_element("li", prompt_text) for prompt_text in phone.prompts)
    return Markup(f"<ol>{items}</ol>")


def _message_list(seen: list[SipMessage], known: dict[str, str]) -> Markup:
    if not seen:
        return _element("p", known["seen_nothing"], 'class="meta"')
    return Markup("".join(
        _element("p", f"{known[each.way]} {each.at:%H:%M:%S}", f'class="way {each.way}"')
        + _element("pre", each.text, 'tabindex="0"')
        for each in seen
    ))  # fmt: skip


def _element(name: str, text: str, attributes: str = "") -> Markup:
    space = " " if attributes else ""
    return Markup(f"<{name}{space}{attributes}>{words._safe(text)}</{name}>")
