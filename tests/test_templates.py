"""Templates are laid out so that a change shows as a change of few lines."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
_BLOCKS = (
    "article|aside|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|li|main|nav|ol|option"
    "|p|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_OPENS = re.compile(rf"<(?:{_BLOCKS})(?=[\s>])")
_MOST = 500  # characters; a chain of inline elements cannot be broken where a space would be shown


def lines():
    """Give each line of each template with where it stands."""
    for path in sorted(ROOT.glob("townline/**/templates/**/*.html")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{number}", line


def test_each_block_element_has_a_line_of_its_own():
    assert [where for where, line in lines() if len(_OPENS.findall(line)) > 1] == []


def test_no_line_is_too_long_to_read():
    assert [where for where, line in lines() if len(line) > _MOST] == []


def test_a_crowded_line_is_found():
    assert len(_OPENS.findall("<ul class='a'><li>one</li><li>two</li></ul>")) == 3
    assert not _OPENS.findall("<pre>{% if a %}<b>{% endif %}")
