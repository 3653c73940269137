"""Why a report was not taken: the field, and a sentence for who wrote it."""


class ReportRefused(Exception):
    """A refusal beside one field (``field``, "" for the whole page); ``status`` as in HTTP."""

    def __init__(self, field: str, words: str, status: int = 422) -> None:
        super().__init__(field)
        self.field, self.words, self.status = field, words, status
