"""``townline calls dispatcher-config``: printed, written, or refused in plain words."""

from townline.config import cli

GIVEN = ["--listen", "udp:192.0.2.1:5060", "--worker", "udp:192.0.2.2:5060"]


def run(*more):
    return cli.main(["calls", "dispatcher-config", *more])


def test_it_is_printed_as_one_file(capsys):
    assert run(*GIVEN, "--trunks", "sip:office:s3cret@192.0.2.9") == 0
    output = capsys.readouterr().out
    assert output.startswith("#!KAMAILIO")
    assert "\nlisten=udp:192.0.2.1:5060\n" in output
    assert "#   1 sip:192.0.2.2:5060;transport=udp 8 0" in output
    assert "#   2 sip:192.0.2.9:5060;transport=udp 0 1" in output
    assert "s3cret" not in output


def test_it_is_written_as_two_files(tmp_path):
    assert run(*GIVEN, "--trunks", "sip:192.0.2.9", "--out", str(tmp_path / "front")) == 0
    written = (tmp_path / "front" / "kamailio.cfg").read_text()
    assert f'"list_file", "{tmp_path}/front/dispatcher.list"' in written
    assert "@" not in written.replace("=@", "").split("request_route")[0]
    assert "\n1 sip:192.0.2.2" in (tmp_path / "front" / "dispatcher.list").read_text()


def test_what_is_wrong_is_said_plainly(capsys, tmp_path):
    assert run(*GIVEN, "--trunks", "nobody") == 2
    assert "--trunks: trunk-1 must be like sip:192.0.2.10:5060" in capsys.readouterr().err
    (tmp_path / "file").touch()
    assert run(*GIVEN, "--trunks", "sip:192.0.2.9", "--out", str(tmp_path / "file")) == 2
