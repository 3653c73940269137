import pytest

from townline.adapters.simulator.tests.peers import Esme, Simulator

pytestmark = pytest.mark.peer


def test_the_right_password_binds_and_the_version_is_told(simulator: Simulator, esme: Esme):
    esme.do("bind", port=simulator.port, system_id="esme", password="open sesame")
    assert esme.wait("bound") == {"event": "bound", "status": 0, "version": 0x34}
    assert simulator.http.get("/handset/api/trouble").json()["links"] == 1


def test_a_wrong_password_is_refused(simulator: Simulator, esme: Esme):
    assert esme.bind(simulator.port, password="sesame") == 0x0E
    assert simulator.http.get("/handset/api/trouble").json()["links"] == 0


def test_an_unknown_system_id_is_refused(simulator: Simulator, esme: Esme):
    assert esme.bind(simulator.port, system_id="other") == 0x0F


def test_a_refused_line_may_try_again_on_the_same_connection(simulator: Simulator, esme: Esme):
    assert esme.bind(simulator.port, password="sesame") == 0x0E
    esme.do("submit", pdu={"destination_addr": "821000000001", "short_message": "x"})
    assert esme.wait("submitted")["status"] == 0x04


def test_enquire_link_and_unbind_are_answered(bound: Esme):
    bound.do("enquire")
    assert bound.wait("alive")["status"] == 0
    bound.do("unbind")
    assert bound.wait("unbound")["status"] == 0
    bound.wait("closed")
