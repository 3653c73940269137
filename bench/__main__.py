"""Runs the sections in order and prints one table at the end."""

import datetime as dt
import sys
import time

from bench import records, table
from bench.scratch import Scratch, scratch


def _sections(place: Scratch) -> dict[str, table.Section]:
    # Imported once Django is ready.
    from bench import (
        alike,
        answers,
        backups,
        baseline,
        briefings,
        calls,
        clocks,
        desk,
        doors,
        events,
        explorations,
        figures,
        imports,
        maps,
        morning,
        numbers,
        openrosa,
        pages,
        persons,
        photos,
        places,
        polls,
        roads,
        routes,
        search,
        starts,
        surge,
        surveys,
        texts,
        themes,
        tickets,
        triage,
        updates,
        webhooks,
        where_next,
        works_plan,
        works_progress,
    )

    return {
        "baseline": lambda: baseline.measure(place),
        "morning": morning.measure,
        "desk": lambda: desk.measure(place),
        "surge": lambda: surge.measure(place),
        "clocks": clocks.measure,
        "figures": figures.measure,
        "briefings": briefings.measure,
        "texts": lambda: texts.measure(place),
        "answers": lambda: answers.measure(place),
        "updates": lambda: updates.measure(place),
        "events": lambda: events.measure(place),
        "photos": lambda: photos.measure(place),
        "doors": lambda: doors.measure(place),
        "explorations": explorations.measure,
        "surveys": surveys.measure,
        "imports": lambda: imports.measure(place),
        "persons": lambda: persons.measure(place),
        "backups": lambda: backups.measure(place),
        "places": places.measure,
        "alike": alike.measure,
        "search": lambda: search.measure(place),
        "triage": lambda: triage.measure(place),
        "calls": lambda: calls.measure(place),
        "numbers": numbers.measure,
        "tickets": tickets.measure,
        "polls": polls.measure,
        "map": maps.measure,
        "roads": lambda: roads.measure(place),
        "where_next": where_next.measure,
        "works_plan": works_plan.measure,
        "works_progress": works_progress.measure,
        "routes": routes.measure,
        "openrosa": openrosa.measure,
        "webhooks": webhooks.measure,
        "themes": themes.measure,
        "pages": lambda: pages.measure(place),
        "starts": starts.measure,
    }


def main(wanted: list[str]) -> int:
    """Measure ``wanted`` sections (none: all); return the exit code."""
    with scratch() as place:
        sections = _sections(place)
        unknown = [name for name in wanted if name not in sections]
        if unknown:
            print(f"unknown: {', '.join(unknown)}; there are: {', '.join(sections)}")
            return 2
        last, figures = records.before(), []
        for name in wanted or sections:
            begun = time.monotonic()
            print(f"… {name}", flush=True)
            found = sections[name]()
            # At once, so that a section that breaks takes no other one's figures with it.
            records.keep({name: found}, dt.date.today())  # noqa: DTZ011 -- the day where it was measured
            figures += found
            print(f"… {name} took {time.monotonic() - begun:.0f} s", flush=True)
    table.show(figures, [records.change(one.value, last.get(one.name)) for one in figures])
    print(f"kept in {records.LAST_FIGURES.name}; a change within a tenth is no change")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
