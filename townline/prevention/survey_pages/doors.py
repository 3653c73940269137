"""The ways into this room without a sign-in, and how often each may be used."""

from townline.platform.core.http.limits import Door

DOORS = [
    Door(
        at=("open/surveys", "open/surveys.csv"),
        who="everybody",
        costs="nothing; kept by caches",
        tells="where the district wishes: how many homes of a list were visited and how they were "
        "graded, by dong, without small counts; no home and no address",
    ),
]
