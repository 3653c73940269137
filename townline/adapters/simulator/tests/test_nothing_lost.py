"""What was not acknowledged comes again; what was accepted stays, whatever is killed."""

import signal

import pytest

from townline.adapters.simulator.tests.peers import Esme, Simulator, submit_fields

pytestmark = [pytest.mark.peer, pytest.mark.kill]
PHONE = "010-0000-0005"


def test_an_unacknowledged_text_comes_again_on_the_next_link(own_simulator: Simulator, esme: Esme):
    assert esme.bind(own_simulator.port) == 0
    esme.manner("hold")
    own_simulator.send(PHONE, "읽었나요")
    first = esme.wait("deliver_sm")
    esme.do("drop")
    esme.wait("closed")
    esme.manner("ok")
    assert esme.bind(own_simulator.port) == 0
    assert esme.wait("deliver_sm") == first


def test_a_killed_simulator_forgets_nothing(own_simulator: Simulator, esme: Esme):
    assert esme.bind(own_simulator.port) == 0
    esme.manner("hold")
    own_simulator.send(PHONE, "구청으로")
    esme.wait("deliver_sm")
    answer = esme.submit(**submit_fields(PHONE, "주민에게", user_message_reference=9))
    own_simulator.trouble("throttle", 1)
    assert own_simulator.stop(signal.SIGKILL) == -signal.SIGKILL
    esme.wait("closed")
    esme.manner("ok")
    own_simulator.start()
    assert [t["body"] for t in own_simulator.texts(PHONE)] == ["구청으로", "주민에게"]
    assert esme.bind(own_simulator.port) == 0
    owed = [esme.wait("deliver_sm") for _ in range(2)]
    assert owed[0]["text"] == "구청으로"
    assert (owed[1]["id"], owed[1]["reference"]) == (answer["id"], 9)
    assert esme.submit(**submit_fields(PHONE, "아직 바쁨"))["status"] == 0x58


def test_sigterm_says_goodbye_and_ends_cleanly(own_simulator: Simulator, esme: Esme):
    assert esme.bind(own_simulator.port) == 0
    with own_simulator.http.stream("GET", "/handset/phones/elder/events") as stream:
        next(stream.iter_lines())
        own_simulator.process.send_signal(signal.SIGTERM)
        esme.wait("unbind")
        esme.wait("closed")
        assert own_simulator.process.wait(20) == 0


def test_logs_hold_no_number_and_no_text(own_simulator: Simulator, esme: Esme):
    assert esme.bind(own_simulator.port) == 0
    own_simulator.send(PHONE, "비밀입니다")
    esme.submit(**submit_fields(PHONE, "답도 비밀입니다"))
    assert own_simulator.stop() == 0
    lines = "\n".join(own_simulator.log.rest())
    assert "text from a phone parts=1" in lines
    assert "submit_sm status=0x00" in lines
    for secret in ("비밀", "0000-0005", "00000005", "00000100", "sesame"):
        assert secret not in lines
