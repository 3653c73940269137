"""The model that comes with us was made of the texts that come with us."""

from townline.platform.triage.reader import model
from townline.training.fit import digest
from townline.training.material import everything


def test_the_model_was_made_of_the_texts_as_they_are():
    assert model.load().meta["data"] == digest(everything()), (
        "the texts changed: python -m tools.triage.make"
    )
