"""Work of the room that a clock starts. Each may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.casework.search import api


@app.periodic(cron="* * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def index_words(timestamp: int) -> None:
    """Take apart what was written since, for the search, each minute."""
    api.search_index_run()
