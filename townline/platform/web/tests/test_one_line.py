"""Telephone numbers that pages print are never broken over two lines."""

import re

from townline.platform.web.tests import translations

# What is no text of the page or cannot be styled, and a number in a link that dials.
_OTHERWISE = re.compile(
    r'<a [^>]*href="(?:tel|sms):[^>]*>.*?</a>|(?<==")[^"]*|<title>.*?</title>|<option.*?</option>'
    r'|(?<="sr-only">)[^<]*',
    re.DOTALL,
)
_PRINTED = re.compile(
    r"\{\{ ?(?!errors|wrong|problem)"
    r"((?:\w+\.)*(?:line_number|(?:\w+_)?phone|masked|\w*phone_masked))"
    r"((?:\|[\w:\"-]+)*) ?\}\}"
)


def test_telephone_numbers_stay_on_one_line():
    assert [
        f"{path.name}: {found}"
        for path in translations.templates()
        for found in _breaking(_OTHERWISE.sub("", path.read_text()))
    ] == []


def _breaking(source):
    for printed in _PRINTED.finditer(source):
        name, filters = printed.groups()
        begun = source.rfind("{% blocktranslate", 0, printed.start())
        head = source[begun : source.find("%}", begun)] if begun >= 0 else ""
        whole = "|masked" in filters or "|one_line" in filters
        if not whole and not re.search(rf"\b{re.escape(name)}=\S+\|(?:one_line|masked)", head):
            yield printed.group()
