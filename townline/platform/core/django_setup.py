"""Makes Django ready, which every process and every command does once."""

import gc


def set_up() -> None:
    """Load the settings and all rooms.

    Nothing that is loaded goes again: the collector would look through all of it a hundred times,
    a fifth of the time that loading takes; later now and then, and once more when the process ends,
    which would take a quarter of what a command does.
    """
    import django  # noqa: PLC0415 -- the settings read the environment, complete only now

    gc.disable()
    try:
        django.setup()
    finally:
        gc.enable()
    gc.freeze()
