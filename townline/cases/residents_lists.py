"""What residents said of answers, beside cases."""

from townline.cases.ports.lists import ListPart
from townline.cases.selectors.residents import ratings_by

PART = ListPart(beside={"ratings": lambda case_ids, _: ratings_by(case_ids)})
