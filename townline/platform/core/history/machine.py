"""The one writer of states: table, row, history and events together.

Who has states declares a ``Machine`` and moves rows with it; nothing else writes a state.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import models, transaction

from townline.platform.core import events
from townline.platform.core.database.rows import rows_update
from townline.platform.core.history import audit
from townline.platform.core.history.tags import Tagged


class Overtaken(RuntimeError):
    """A row was moved since it was read: whoever moves it must lock it first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move[M: models.Model]:
    """One step asked of a locked row. ``changes``: columns written with the state.

    ``data`` goes into the history, ``extra_entries`` are further lines of it. ``back_to``: where
    a step that is undone leads back to.
    """

    row: M
    event: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    data: Mapping[str, Any] | None = None
    back_to: str | None = None
    extra_entries: Sequence[audit.AuditEntry] = ()


@dataclass(slots=True)
class MachineStep[M: models.Model]:
    """One step as it is taken; ``was``: what the columns that it writes held before."""

    move: Move[M]
    before: str
    after: str
    actor: audit.Actor
    at: dt.datetime
    reason: str
    was: dict[str, Any] = field(default_factory=dict)

    @property
    def row(self) -> M:
        """Give the row as it is written."""
        return self.move.row

    @property
    def event(self) -> str:
        """Give what happens."""
        return self.move.event


# Every machine that was declared, for what looks at all of them.
MACHINES: list["Machine[Any, Any, Any]"] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine[M: models.Model, S: StrEnum, E: Tagged]:
    """How the rows of one model change their state, and what is written and told of it.

    ``model`` has a column ``state``. ``subject`` says whose line of history it is, ``named`` how
    the event is called there if not by its tag, ``data`` what stands with it; without ``states``
    the line is about something else (a case), and the states may stand in ``data``.
    ``refusal`` makes the error of a move that neither ``table`` nor ``put_back`` knows.
    ``columns`` gives what each step sets besides its own changes; ``writes`` are columns that the
    caller has set already. ``quiet`` are steps that nobody reads of later, such as a lease: they
    leave no line. ``emits`` gives the events of a step, in the same transaction.
    """

    model: type[M]
    table: Mapping[tuple[S, E], S]
    subject: Callable[[M], str]
    refusal: Callable[[M, E], Exception]
    put_back: Mapping[tuple[S, E], frozenset[S]] = field(default_factory=dict)
    named: Callable[[M, E], str] = lambda _, event: event.tag
    data: Callable[[MachineStep[M]], dict[str, Any]] = lambda _: {}
    states: bool = True
    columns: Callable[[MachineStep[M]], Mapping[str, Any]] = lambda _: {}
    writes: tuple[str, ...] = ()
    quiet: frozenset[E] = frozenset()
    emits: Callable[[MachineStep[M]], Iterable[object]] = lambda _: ()

    def __post_init__(self) -> None:
        MACHINES.append(self)

    def lock(self, pk: object) -> M | None:
        """Find a row and hold it until the transaction ends; None when there is none."""
        rows = self.model._default_manager.select_for_update(of=("self",))
        return rows.filter(pk=pk).first()

    def after(self, before: str, event: str, back_to: str | None = None) -> S | None:
        """Give the next state, or None where the tables have no such move."""
        pair: Any = (before, event)
        if back_to is None:
            return self.table.get(pair)
        return next((s for s in self.put_back.get(pair, ()) if s == back_to), None)

    def move(
        self,
        row: M,
        event: E,
        *,
        actor: audit.Actor,
        now: dt.datetime,
        reason: str = "",
        changes: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        back_to: S | None = None,
        extra_entries: Sequence[audit.AuditEntry] = (),
    ) -> S:
        """Move a locked row along the table, with its history. Raises the machine's refusal."""
        requested = Move(
            row=row,
            event=event,
            changes=changes or {},
            data=data,
            back_to=back_to,
            extra_entries=extra_entries,
        )
        return self.move_all([requested], actor=actor, now=now, reason=reason)[0]

    def move_all(
        self,
        moves: Iterable[Move[M]],
        *,
        actor: audit.Actor,
        now: dt.datetime,
        reason: str = "",
    ) -> list[S]:
        """Move many locked rows, each once, with one statement, and one for their history.

        Raises the machine's refusal before anything is written, and Overtaken.
        """
        steps = [self._step(requested, actor, now, reason) for requested in moves]
        if steps:
            with transaction.atomic(savepoint=False):
                self._write(steps)
                audit.record_many(line for step in steps for line in self._lines(step))
                for event in [event for step in steps for event in self.emits(step)]:
                    events.emit(event)
        return [step.row.state for step in steps]  # type: ignore[attr-defined]  # each model's

    def _step(
        self, requested: Move[M], actor: audit.Actor, now: dt.datetime, reason: str
    ) -> MachineStep[M]:
        row: Any = requested.row
        after = self.after(row.state, requested.event, requested.back_to)
        if after is None:
            raise self.refusal(requested.row, requested.event)  # type: ignore[arg-type]  # one of E's
        step = MachineStep(requested, str(row.state), after, actor, now, requested.reason or reason)
        row.state = after
        _write_down(step, requested.changes)
        own = self.columns(step)
        _write_down(step, {name: own[name] for name in own if name not in requested.changes})
        return step

    def _write(self, steps: Sequence[MachineStep[M]]) -> None:
        own = (name for step in steps for name in step.was)
        # A key has two names, and its column may be written once only.
        known = {f.name: f.attname for f in self.model._meta.concrete_fields}
        names = list(dict.fromkeys(known.get(n, n) for n in ["state", *self.writes, *own]))
        if len(steps) > 1:
            were = {step.row.pk: step.before for step in steps}
            met = rows_update(self.model, names, [step.row for step in steps], were=were)
        elif (row := steps[0].row)._state.adding:
            row.save(force_insert=True)
            met = 1
        else:
            before = steps[0].before
            held = self.model._default_manager.filter(pk=row.pk, state=before)
            met = held.update(**{name: getattr(row, name) for name in names})
        if met != len(steps):
            raise Overtaken(f"{self.model.__name__}: {len(steps) - met} rows moved by another")

    def _lines(self, step: MachineStep[M]) -> list[audit.AuditEntry]:
        if step.event in self.quiet:
            return list(step.move.extra_entries)
        own = audit.AuditEntry(
            subject=self.subject(step.row),
            event=self.named(step.row, step.event),  # type: ignore[arg-type]  # one of E's
            actor=step.actor,
            at=step.at,
            from_state=step.before if self.states else "",
            to_state=step.after if self.states else "",
            reason=step.reason,
            data={**self.data(step), **(step.move.data or {})},
        )
        return [own, *step.move.extra_entries]


def _write_down(step: MachineStep[Any], columns: Mapping[str, Any]) -> None:
    for name, value in columns.items():
        # Not by attribute: what a key points at must not be read for it.
        step.was[name] = vars(step.row).get(name)
        setattr(step.row, name, value)
