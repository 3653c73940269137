"""What was not acknowledged comes again; what was accepted stays, whatever is killed."""

import signal

import pytest

from townline.adapters.simulator.tests.peers import Esme, Simulator, addressed

pytestmark = [pytest.mark.peer, pytest.mark.kill]
PHONE = "010-0000-0005"


def test_an_unacknowledged_text_comes_again_on_the_next_link(simulator: Simulator, bound: Esme):
    bound.do("manner", manner="hold")
    simulator.send(PHONE, "읽었나요")
    first = bound.wait("deliver_sm")
    bound.do("drop")
    bound.wait("closed")
    bound.do("manner", manner="ok")
    assert bound.bind(simulator.port) == 0
    assert bound.wait("deliver_sm") == first


def test_a_killed_simulator_forgets_nothing(simulator: Simulator, bound: Esme):
    bound.do("manner", manner="hold")
    simulator.send(PHONE, "구청으로")
    bound.wait("deliver_sm")
    answer = bound.submit(**addressed(PHONE, "주민에게", user_message_reference=9))
    simulator.trouble("throttle", 1)
    assert simulator.stop(signal.SIGKILL) == -signal.SIGKILL
    bound.wait("closed")
    bound.do("manner", manner="ok")
    simulator.start()
    assert [t["body"] for t in simulator.texts(PHONE)] == ["구청으로", "주민에게"]
    assert bound.bind(simulator.port) == 0
    owed = [bound.wait("deliver_sm") for _ in range(2)]
    assert owed[0]["text"] == "구청으로"
    assert (owed[1]["id"], owed[1]["reference"]) == (answer["id"], 9)
    assert bound.submit(**addressed(PHONE, "아직 바쁨"))["status"] == 0x58


def test_sigterm_says_goodbye_and_ends_cleanly(simulator: Simulator, bound: Esme):
    with simulator.http.stream("GET", "/handset/phones/elder/events") as stream:
        next(stream.iter_lines())
        simulator.process.send_signal(signal.SIGTERM)
        bound.wait("unbind")
        bound.wait("closed")
        assert simulator.process.wait(20) == 0


def test_logs_hold_no_number_and_no_text(simulator: Simulator, bound: Esme):
    simulator.send(PHONE, "비밀입니다")
    bound.submit(**addressed(PHONE, "답도 비밀입니다"))
    assert simulator.stop() == 0
    lines = "\n".join(simulator.log.rest())
    assert "text from a phone parts=1" in lines
    assert "submit_sm status=0" in lines
    for secret in ("비밀", "0000-0005", "00000005", "00000100", "sesame"):
        assert secret not in lines
