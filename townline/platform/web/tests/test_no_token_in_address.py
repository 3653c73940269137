"""No form that goes into an address carries the token that guards what is posted."""

import re
from pathlib import Path

import pytest

import townline

TEMPLATES = sorted(Path(townline.__file__).parent.glob("*/**/templates/**/*.html"))
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)


def leaking(html: str) -> list[str]:
    """Give the forms whose token would stand in an address."""
    return [form for form in _FORM.findall(html) if "csrf" in form and _goes_into_address(form)]


def _goes_into_address(form: str) -> bool:
    opening = form[: form.index(">") + 1]
    by_button = re.search(r"formmethod\s*=\s*.?get", form, re.IGNORECASE)
    return bool(by_button) or not re.search(r"method\s*=\s*.?post", opening, re.IGNORECASE)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_form_puts_its_token_into_an_address(path):
    assert leaking(path.read_text()) == []


@pytest.mark.parametrize(
    "form",
    [
        '<form method="post">{% csrf_token %}<button formmethod="get">x</button></form>',
        '<form method="get">{% csrf_token %}</form>',
        "<form>{% csrf_token %}</form>",
    ],
)
def test_one_that_does_is_seen(form):
    assert leaking(f"<p>{form}</p>")
    assert not leaking('<form method="post">{% csrf_token %}</form><form method="get"></form>')
