"""Who is erased leaves no byte in the network's files; everybody else keeps theirs."""

import sqlite3
from contextlib import closing

import pytest

from tests.pictures import jpeg
from townline.adapters.simulator.network import erasing
from townline.adapters.simulator.tests.peers import Esme, Simulator

pytestmark = pytest.mark.peer
THEIRS, OTHER = "010-0000-0001", "010-0000-0002"
SENT_WORD, RECEIVED_WORD, NEIGHBOUR = "kanarijavogels", "vinkenslag", "putterkooi"
ENCODED_WORDS = [
    word.encode(code) for word in (SENT_WORD, RECEIVED_WORD) for code in ("utf-8", "utf-16-be")
]


def found_in_files(simulator: Simulator, *wanted: bytes) -> list[bytes]:
    """Give what of it stands in any byte of the simulator's files."""
    files = sorted(simulator.home.glob("simulator.db*"))
    assert files
    whole = b"".join(file.read_bytes() for file in files)
    return [each for each in wanted if each in whole]


def is_theirs(phone: str) -> bool:
    return phone == THEIRS


@pytest.fixture
def used(own_simulator: Simulator, esme: Esme) -> Simulator:
    """A network whose phones have sent and got, with long texts that fill several pages."""
    assert esme.bind(own_simulator.port) == 0
    for number in range(20):
        own_simulator.send(THEIRS, f"{number} {SENT_WORD} " + "길이 파였어요 " * 60)
    own_simulator.send(OTHER, NEIGHBOUR)
    submit_fields = {
        "source_addr": "020000100",
        "destination_addr": "821000000001",
        "registered_delivery": 1,
    }
    esme.submit(**submit_fields, short_message=RECEIVED_WORD)
    return own_simulator


def test_no_byte_of_whoever_was_erased_is_left_and_the_others_keep_theirs(used):
    assert found_in_files(used, SENT_WORD.encode(), RECEIVED_WORD.encode()) == [
        SENT_WORD.encode(),
        RECEIVED_WORD.encode(),
    ]
    assert erasing.erase(used.home / "simulator.db", is_theirs) == 1
    assert found_in_files(used, *ENCODED_WORDS, b"821000000001", THEIRS.encode()) == []
    assert found_in_files(used, NEIGHBOUR.encode()) == [NEIGHBOUR.encode()]
    assert used.texts(THEIRS) == []
    assert used.segments(THEIRS) == []


def test_deleting_alone_would_leave_it_there(used):
    """The control: rows that are only deleted still stand in the log."""
    with closing(sqlite3.connect(used.home / "simulator.db")) as db, db:
        for table in ("outbox", "segments", "calls", "photos", "texts"):
            db.execute(f"DELETE FROM {table}")  # noqa: S608 -- the names stand a line above
    assert found_in_files(used, SENT_WORD.encode()) == [SENT_WORD.encode()]


def test_photos_go_and_the_phone_writes_on(used):
    photo = jpeg((320, 240))
    used.trouble("drop")
    with closing(sqlite3.connect(used.home / "simulator.db")) as db, db:
        text = db.execute("SELECT max(id) FROM texts WHERE phone = ?", [THEIRS]).fetchone()[0]
        db.execute(
            "INSERT INTO photos (text_id, type, name, data) VALUES (?, 'image/jpeg', 'a', ?)",
            [text, photo],
        )
    assert found_in_files(used, photo[-400:-200])
    erasing.erase(used.home / "simulator.db", is_theirs)
    assert found_in_files(used, photo[-400:-200]) == []
    used.send(THEIRS, "다시 씁니다")
    assert [text["body"] for text in used.texts(THEIRS)] == ["다시 씁니다"]


def test_a_file_that_is_read_is_tried_again(used):
    with closing(sqlite3.connect(used.home / "simulator.db")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM texts").fetchone()
        with pytest.raises(erasing.StillRead):
            erasing.erase(used.home / "simulator.db", is_theirs, patience=0.1)
    erasing.erase(used.home / "simulator.db", is_theirs)
    assert found_in_files(used, *ENCODED_WORDS) == []
