"""A survey in a home of its own: ``python -m tests.kill.phones`` prints a token and a home."""

import django


def main() -> None:
    django.setup()
    from townline.adapters.openrosa.tests.conftest import Field, form

    form()
    made = Field("")
    made.add("kim", 1)
    print(made.tokens["kim"], made.homes["kim"][0].uuid)  # noqa: T201 -- who started it reads it


if __name__ == "__main__":
    main()
