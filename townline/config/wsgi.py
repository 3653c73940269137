"""The web process's application (granian loads it in each worker)."""

from django.core.wsgi import get_wsgi_application

from townline.platform.core import logs
from townline.platform.processes.parent import end_with_parent

# A worker is a process of its own: it sets up its log, and ends with the one that made it.
logs.configure("web")
end_with_parent()

application = get_wsgi_application()
from townline.platform.processes import memory  # noqa: E402 -- it needs Django to be ready

# The main process sees the same and starts another worker; here it is noted for the doctor.
memory.watch("web", end=lambda: None)
