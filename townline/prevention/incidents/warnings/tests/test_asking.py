"""What a text asks for: a kind of warning and a dong, or nothing of ours."""

import pytest

from townline.prevention.incidents.warnings.rules import WarningRequest, parse_request

KINDS = {"빙판": "ice", "ice": "ice", "호우": "rain", "눈": "snow"}
ASKS = ("알림", "alerts", "alert")
DONGS = {"느티동": "느티동", "Neuti-dong": "느티동", "neuti": "느티동", "물레동": "물레동"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("빙판 알림 느티동", WarningRequest("ice", "느티동")),
        ("빙판 알림 신청 느티동", WarningRequest("ice", "느티동")),
        ("빙판 알림 느티동 신청합니다", WarningRequest("ice", "느티동")),
        ("느티동 빙판 알림", WarningRequest("ice", "느티동")),
        ("느티동 빙판알림 신청", WarningRequest("ice", "느티동")),
        ("신청 빙판 알림 느티동", WarningRequest("ice", "느티동")),
        ("Neuti-dong ice alerts please", WarningRequest("ice", "느티동")),
        ("빙판 알림 신청", WarningRequest("ice", "")),
        ("느티동 빙판 알림 그만", WarningRequest("ice", "느티동", stop=True)),
        ("느티동 빙판 알림 표지판이 넘어졌어요 와 주세요", None),
        ("느티동 빙판이 심해요 알림 좀", None),
        ("빙판알림느티동", WarningRequest("ice", "느티동")),
        ("[호우] 알림, 물레동 부탁합니다", WarningRequest("rain", "물레동")),
        ("ICE alerts Neuti-dong", WarningRequest("ice", "느티동")),
        ("ice alert neuti", WarningRequest("ice", "느티동")),
        ("빙판 알림", WarningRequest("ice", "")),
        ("빙판 알림 느타동", WarningRequest("ice", "", ("느티동",))),
        ("빙판 알림 없는동", WarningRequest("ice", "")),
        ("빙핀 알림 느티동", WarningRequest("", "느티동")),
        ("ICE ALERT NEUTI-DONG", WarningRequest("ice", "느티동")),  # as the answer to START says
        ("빙판 알림 그만", WarningRequest("ice", "", stop=True)),
        ("빙판 알림 그만 보내주세요", WarningRequest("ice", "", stop=True)),
        ("빙판 알림 느티동 수신거부", WarningRequest("ice", "느티동", stop=True)),
        ("ice alerts stop", WarningRequest("ice", "", stop=True)),
        ("빙판 알림 그만 울리게 스피커를 고쳐 주세요", None),
        # Somebody's own matter, whatever it begins with.
        ("빙판 알림 표지판이 넘어졌어요", None),
        ("눈이 와서 알림 문자가 안 와요", None),
        ("빙판이 심해요 느티동", None),
        ("빙핀 알림 없는동", None),
        ("", None),
    ],
)
def test_a_text_is_read(body, expected):
    stops = ("수신거부", "그만", "STOP")
    requests = ("신청합니다", "신청", "please")
    found = parse_request(body, kinds=KINDS, asks=ASKS, dongs=DONGS, stops=stops, requests=requests)
    if expected is not None and found is not None and not expected.near:
        found = WarningRequest(found.kind, found.dong, stop=found.stop)
    assert found == expected
