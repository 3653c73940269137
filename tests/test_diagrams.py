import pytest

from tests.diagrams import BEGIN, TABLES, with_diagram


@pytest.mark.parametrize("path", list(TABLES), ids=lambda path: path.parent.name)
def test_the_readme_shows_the_table(path):
    text = path.read_text()
    assert BEGIN in text
    assert with_diagram(text, TABLES[path]) == text, "run: python -m tests.diagrams"
