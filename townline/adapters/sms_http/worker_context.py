"""The senders of one process, following the providers file as it changes."""

import logging
import threading
from typing import Final

from django.db import Error

from townline.adapters.sms_http import providers
from townline.adapters.sms_http.common.door import Provider
from townline.adapters.sms_http.doors import DOORS
from townline.adapters.sms_http.sender import Sender, Store, Timing
from townline.platform.conversations import api
from townline.platform.core import clock, live
from townline.platform.core.database import availability, listening

log: Final = logging.getLogger(__name__)
_STOP_SECONDS: Final = 4.0


class WorkerContext:
    """Starts and stops senders; a file that cannot be used leaves those that run."""

    def __init__(self, *, store: Store = api, timing: Timing | None = None) -> None:
        self._store, self._timing = store, timing
        self._senders: dict[str, tuple[Provider, Sender, threading.Event]] = {}
        self._logged = ""
        self._ended = threading.Event()
        self._listener = threading.Thread(target=self._listen, name="doorbell", daemon=True)
        self._listener.start()

    def look(self) -> None:
        """Make the senders those of the file."""
        try:
            wanted = {provider.name: provider for provider in providers.load()}
        except (providers.ProvidersInvalid, OSError) as error:
            self._complain(str(error))
            return
        self._logged = ""
        for name, (provider, sender, _) in list(self._senders.items()):
            if wanted.get(name) != provider:
                sender.stop()
                sender.join(_STOP_SECONDS)
                del self._senders[name]
                if name not in wanted:
                    self._forget(name)
        for name, provider in wanted.items():
            if name not in self._senders:
                self._start(provider)

    def _forget(self, name: str) -> None:
        try:
            self._store.link_forget(transport=name)
        except Error as error:
            # It stays in sight as "stopped": better a line too many than a fall.
            log.warning("provider %s stays in the list (%s)", name, type(error).__name__)
            availability.close_connection()

    def _complain(self, words: str) -> None:
        if words != self._logged:
            for line in words.splitlines():
                log.error("%s", line)
        self._logged = words

    def _start(self, provider: Provider) -> None:
        bell = threading.Event()
        sender = Sender(
            provider, DOORS[provider.kind], store=self._store, bell=bell, timing=self._timing
        )
        self._senders[provider.name] = provider, sender, bell
        sender.start()

    def close(self) -> bool:
        """Stop all; say whether they ended in time."""
        self._ended.set()
        for _, sender, _ in self._senders.values():
            sender.stop()
        self._listener.join(_STOP_SECONDS)
        ended = [sender.join(_STOP_SECONDS) for _, sender, _ in self._senders.values()]
        return all(ended)

    def _listen(self) -> None:
        """Ring all bells when a text is queued; losing this only costs time, for all poll."""
        pauses = availability.pauses()
        while not self._ended.is_set():
            begun = clock.ticks()
            try:
                with listening.bell(live.channel("outbox")) as bell:
                    self._ring()
                    while not self._ended.is_set():
                        if bell.wait(0.5):
                            self._ring()
            except availability.ERRORS as error:
                availability.STATE.failed(error)
                self._ended.wait(pauses.after(clock.ticks() - begun))

    def _ring(self) -> None:
        for _, _, bell in list(self._senders.values()):
            bell.set()
