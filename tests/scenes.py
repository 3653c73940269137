"""What a world does first is often done by many tests: it is done by hand twice, then laid there.

A test brings its case as far as the mayor's desk by a hundred statements; hundreds of tests do just
the same from the same beginning. So each act of a ``World`` is known by the acts before it. The
second time that an act comes after the same ones, the rows that it wrote are noted; from then on
they are laid there by one statement. An act is done by hand as ever where anything else wrote
meanwhile, where a test patches or listens, in tests that commit, and in ``make test-all``.
"""

import contextlib
import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from typing import Any

import pytest
from django.db import connection, transaction

from tests.amount import ALL

type Trail = tuple[object, ...]

_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|TRUNCATE|COPY|WITH|ALTER|CREATE|DROP|ROLLBACK)")
_TOUCHED = """
SELECT relid::regclass::text, n_tup_ins + n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables
WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"""
_COLUMNS = """
SELECT quote_ident(attname), attnum = ANY(coalesce(conkey, '{}'))
FROM pg_attribute LEFT JOIN pg_constraint ON conrelid = attrelid AND contype = 'p'
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
ORDER BY attnum"""
_PATCHES = ("setattr", "delattr", "setitem", "delitem")


@dataclass(frozen=True)
class Scene:
    """What an act left: rows as a statement, the world's own values, what it answered."""

    rows: str
    world: dict[str, Any]
    answer: Any


class Stage:
    """What this run knows of acts, and how far the test at hand has come."""

    def __init__(self) -> None:
        self.scenes: dict[Trail, Scene | None] = {}
        self.seen: Counter[Trail] = Counter()
        self.trail: Trail | None = None
        self.base: Trail = ()  # what tests of a module begin with beside the district
        self.plain = True  # nothing was patched in this test
        self.acting = False

    def leave(self, *_: object, **__: object) -> None:
        """Have all that follows in this test done by hand."""
        self.plain, self.trail = False, None

    @contextlib.contextmanager
    def stay(self, name: str) -> Iterator[None]:
        """Do what no act looks at, or what all tests do alike."""
        plain, trail = self.plain, self.trail
        yield
        self.plain = plain
        self.trail = None if trail is None else (*trail, name)

    @contextlib.contextmanager
    def elsewhere(self) -> Iterator[None]:
        """Begin trails of their own: a module's tests have more there than the district."""
        self.base = (object(),)
        yield
        self.base = ()

    def watch(self, execute: Any, statement: Any, params: Any, many: bool, context: Any) -> Any:
        """Leave the trail when something else than a world writes."""
        if self.trail is not None and not self.acting and _WRITES.match(str(statement)):
            self.trail = None
        return execute(statement, params, many, context)

    def act(self, world: Any, by_hand: Callable[[], Any], key: tuple[object, ...]) -> Any:
        """Do a world's act by hand, or lay there what it left before."""
        if self.acting or self.trail is None:
            return by_hand()
        self.trail = (*self.trail, key)
        self.acting = True
        try:
            return self._act(world, self.trail, by_hand)
        except BaseException:
            self.trail = None
            raise
        finally:
            self.acting = False

    def _act(self, world: Any, trail: Trail, by_hand: Callable[[], Any]) -> Any:
        self.seen[trail] += 1
        if self.seen[trail] == 1:
            return by_hand()
        if trail not in self.scenes:
            answer, self.scenes[trail] = _record_scene(world, by_hand)
        else:
            answer = self._laid(world, self.scenes[trail], by_hand)
        if self.scenes[trail] is None:
            self.trail = None
        return answer

    def _laid(self, world: Any, scene: Scene | None, by_hand: Callable[[], Any]) -> Any:
        if scene is None:
            return by_hand()
        with connection.cursor() as cursor:
            cursor.execute(scene.rows)
        vars(world).update(scene.world)
        return list(scene.answer) if isinstance(scene.answer, list) else scene.answer


STAGE = Stage()


def act[**P, R](method: Callable[P, R]) -> Callable[P, R]:
    """Let what a world does be laid there when it was done before."""

    @functools.wraps(method)
    def replay_or_act(*args: P.args, **fields: P.kwargs) -> R:
        world = args[0]
        key = (method.__name__, vars(world).get("now"), args[1:], tuple(sorted(fields.items())))
        try:
            hash(key)
        except TypeError:
            STAGE.trail = None
        return STAGE.act(world, lambda: method(*args, **fields), key)  # type: ignore[no-any-return]

    return replay_or_act


def _row_counts() -> dict[str, tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED)
        return {table: (wrote, gone) for table, wrote, gone in cursor.fetchall()}


def _record_scene(world: Any, by_hand: Callable[[], Any]) -> tuple[Any, Scene | None]:
    """Do it by hand and note what it left; no scene where it took rows away."""
    before = _row_counts()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        (since,) = cursor.fetchone()
    with transaction.atomic():  # what it writes gets numbers of its own
        answer = by_hand()
    after = _row_counts()
    changed = [table for table, counts in after.items() if counts != before.get(table)]
    if not _plain(answer) or any(after[one][1] > before.get(one, (0, 0))[1] for one in changed):
        return answer, None
    with connection.cursor() as cursor:
        rows = [words for table in changed for words in _insert_statements(cursor, table, since)]
    # Past the triggers: what they wrote is among the rows.
    words = ["SET session_replication_role=replica", *rows, "SET session_replication_role=origin"]
    return answer, Scene(";".join(words), dict(vars(world)), answer)


def _plain(answer: object) -> bool:
    """Say whether another test may have the same answer: nobody can change it."""
    if isinstance(answer, list):
        return all(is_dataclass(one) and one.__hash__ is not None for one in answer)
    return isinstance(answer, str | int | None)


def _insert_statements(cursor: Any, table: str, since: int) -> Iterator[str]:
    """Give statements that put the rows there which were written since that number."""
    cursor.execute(_COLUMNS, [table])
    columns = cursor.fetchall()
    names = [name for name, _ in columns]
    key = f"ROW({','.join(f't.{name}' for name, is_key in columns if is_key)})::text"
    cursor.execute(
        f"SELECT quote_literal(t::text), quote_literal({key}) FROM {table} t"  # noqa: S608 -- the models' own names
        f" WHERE xmin::text::bigint >= {since}"
    )
    rows = cursor.fetchall()
    if rows:
        gone = ",".join(known for _, known in rows)
        yield f"DELETE FROM {table} t WHERE {key} IN ({gone})"  # noqa: S608 -- as above
        given = ",".join(f"(x.r).{name}" for name in names)
        held = ",".join(f"({row}::{table})" for row, _ in rows)
        yield f"INSERT INTO {table} ({','.join(names)}) SELECT {given} FROM (VALUES {held}) x (r)"  # noqa: S608 -- as above


def _leaving(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def patch(*args: Any, **fields: Any) -> Any:
        STAGE.leave()
        return method(*args, **fields)

    return patch


def pytest_configure() -> None:
    from django.core.signals import setting_changed

    setting_changed.connect(STAGE.leave)
    for name in _PATCHES:
        setattr(pytest.MonkeyPatch, name, _leaving(getattr(pytest.MonkeyPatch, name)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    STAGE.plain, STAGE.trail = True, None


@pytest.fixture
def on_stage(db: None) -> Iterator[None]:
    """Begin a trail: nothing was written since the district was loaded."""
    if STAGE.plain and connection.in_atomic_block and not ALL:
        STAGE.trail = STAGE.base
    with connection.execute_wrapper(STAGE.watch):
        yield
