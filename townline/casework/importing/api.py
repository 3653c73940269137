"""The front door of importing old texts."""

from townline.casework.importing.rules import (
    USUAL_WINDOW as USUAL_WINDOW,
    TextExchange as TextExchange,
)
from townline.casework.importing.services.commitments import (
    PromisedNotes as PromisedNotes,
    promised_import as promised_import,
)
from townline.casework.importing.services.course import (
    CaseStep as CaseStep,
    Confirmed as Confirmed,
    Drafted as Drafted,
    Endangered as Endangered,
    HistoryCase as HistoryCase,
    Moved as Moved,
    Noted as Noted,
    QuestionStep as QuestionStep,
    ReceivedStep as ReceivedStep,
    Retitled as Retitled,
    Submitted as Submitted,
    refusal_of as refusal_of,
)
from townline.casework.importing.services.importing import (
    Imported as Imported,
    texts_import as texts_import,
    texts_paired as texts_paired,
)
from townline.casework.importing.services.old_text import OldText as OldText
from townline.casework.importing.services.writing import history_import as history_import
