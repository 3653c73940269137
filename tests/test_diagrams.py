import pytest

from tests.diagrams import TABLES, marks, with_diagram


@pytest.mark.parametrize(
    ("path", "whose"), list(TABLES), ids=lambda each: getattr(each, "parent", each)
)
def test_the_readme_shows_the_table(path, whose):
    text = path.read_text()
    assert marks(whose)[0] in text
    assert with_diagram(text, TABLES[path, whose], whose) == text, "run: python -m tests.diagrams"
