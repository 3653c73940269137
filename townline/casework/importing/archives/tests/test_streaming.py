"""A large backup is read as it streams by; the memory it takes is that of one entry."""

import datetime as dt
import io
import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest

from townline.casework.importing.archives import Bad, PastText, Place, read

PLACE = Place(zone=ZoneInfo("Asia/Seoul"), now=dt.datetime(2026, 11, 25, tzinfo=dt.UTC))
MEGABYTES = 160
# In a process of its own, so that the peak is that of the reading alone.
PROGRAM = """
import datetime, io, resource, sys
from zoneinfo import ZoneInfo
from townline.casework.importing.archives import Place, read

photo = b"QUJD" * 250_000
entry = (b'<mms date="1772413200000" msg_box="1" address="01000000042" sub="null"><parts>'
  b'<part ct="image/jpeg" data="' + photo + b'"/></parts></mms>\\n')

class Backup(io.RawIOBase):
    left = MEGABYTES
    rest = b'<?xml version="1.0" encoding="UTF-8"?><smses>\\n'
    def seekable(self): return True
    def readable(self): return True
    def seek(self, place, whence=0):
        self.left, self.rest = MEGABYTES, b'<?xml version="1.0" encoding="UTF-8"?><smses>\\n'
        return 0
    def read(self, size=-1):
        while len(self.rest) < size and self.left:
            self.left, self.rest = self.left - 1, self.rest + entry
            if not self.left: self.rest += b"</smses>"
        piece, self.rest = self.rest[:size], self.rest[size:]
        return piece

place = Place(zone=ZoneInfo("Asia/Seoul"), now=datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
count = sum(len(item.photos) for item in read(Backup(), place))
print(count, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_a_backup_of_many_megabytes_takes_the_memory_of_a_few() -> None:
    program = PROGRAM.replace("MEGABYTES", str(MEGABYTES))
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    count, megabytes = map(int, done.stdout.split())
    assert count == MEGABYTES
    assert megabytes < MEGABYTES / 4


def _xml(text: str | bytes) -> list[object]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read(io.BytesIO(b"<smses>\n" + data), PLACE))


def test_one_entry_without_an_end_is_given_up_before_it_fills_the_memory() -> None:
    endless = io.BytesIO(b'<smses><sms body="' + b"a" * (70 * 1024 * 1024))
    (bad,) = read(endless, PLACE)
    assert isinstance(bad, Bad)
    assert "larger than 64 MB" in bad.words


@pytest.mark.parametrize("cut", range(65_530, 65_542))
def test_a_reference_on_the_edge_of_two_pieces_is_whole(cut: int) -> None:
    head = '<sms address="01000000042" date="1772413200000" type="1" body="'
    padding = "a" * (cut - len(head) - len("<smses>\n"))
    items = _xml(f'{head}{padding}&#55357;&#56842;b"/></smses>')
    (text,) = items
    assert isinstance(text, PastText)
    assert text.body == f"{padding}😊b"
