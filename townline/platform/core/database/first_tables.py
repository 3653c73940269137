"""A room's first step of the tables: all of them at once, as they are when it ends."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddField, Migration
from django.db.migrations.operations.models import IndexOperation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger


class FirstTables(Migration):
    """Makes models that nothing knew before.

    Django would make the classes of all related models anew after each field and index, for a
    dozen seconds of each first start. Here nothing is changed that was there: each class is made
    once, when all that belongs to it is known.
    """

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,
    ) -> ProjectState:
        """Make the tables."""
        known = project_state.apps
        del project_state.apps  # so that no step makes classes
        before = project_state.models.keys() | set()
        for step in self.operations:
            step.state_forwards(self.app_label, project_state)
        known.render_multiple(
            [project_state.models[key] for key in project_state.models.keys() - before]
        )
        project_state.apps = known
        for step in self.operations:
            # What was added to a model is in its table from the start.
            if isinstance(step, AddTrigger) or not isinstance(step, AddField | IndexOperation):
                step.database_forwards(self.app_label, schema_editor, project_state, project_state)
        return project_state
