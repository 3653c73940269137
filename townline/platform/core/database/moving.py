"""A step of the tables that changes only what Django thinks of them."""

from django.db.migrations import SeparateDatabaseAndState
from django.db.migrations.state import ProjectState


class StateOnly(SeparateDatabaseAndState):
    """Models that change rooms: no table is touched, back or forward.

    Between two changes nobody looks at the models of the moment. Django would make their classes
    anew after each, with those of all that point at them: for a room of ten models two seconds of
    each first start.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change what Django thinks; classes are made once, when somebody asks for them."""
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)
