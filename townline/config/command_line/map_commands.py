"""``townline map``: the tiles of a district's ground, made here and served by ourselves."""

from argparse import Namespace
from pathlib import Path

from townline.platform.core import django_setup
from townline.platform.core.commands import Add, CannotStart, ready, write_line
from townline.platform.postgres import environment


def add_to(add: Add) -> None:
    """Add the command to the command line."""
    words = "map build FILE.osm.pbf | map demo: make the tiles of the district's map"
    made = add("map", words, command)
    made.add_argument("action", choices=["build", "demo"])
    made.add_argument("file", type=Path, nargs="?", help="an OpenStreetMap extract (build)")


def command(options: Namespace) -> int:
    """Make the tiles: of the loaded district, or of the invented one, which needs no database."""
    if options.action == "build":
        return _build(options)
    environment.use_home(options.home)
    django_setup.set_up()
    return _demo()


def _build(options: Namespace) -> int:
    if options.file is None:
        raise CannotStart("name the extract: townline map build FILE.osm.pbf")
    with ready(options):
        from django.conf import settings  # noqa: PLC0415 -- needs Django to be ready

        from townline.platform.core import district  # noqa: PLC0415 -- the same
        from townline.platform.web.maps.building import build  # noqa: PLC0415 -- the same
        from townline.platform.web.maps.frames import boundaries  # noqa: PLC0415 -- the same

        try:
            name = district.current().jurisdiction_id
        except district.DistrictMissing as error:
            raise CannotStart("load a district first: townline district load FOLDER") from error
        target = Path(settings.TOWNLINE_MAPS) / f"{name}.pmtiles"
        build(options.file, boundaries(), target)
    write_line(f"made: {target}")
    return 0


def _demo() -> int:
    from django.conf import settings  # noqa: PLC0415 -- needs Django to be ready

    from townline.demo.ground.making import file_in, make  # noqa: PLC0415 -- the same
    from townline.platform.core.paths import DEMO  # noqa: PLC0415 -- the same

    target = file_in(Path(settings.TOWNLINE_MAPS), DEMO)
    made = make(DEMO, target)
    write_line(f"{'drawn' if made else 'there already'}: {target}")
    return 0
