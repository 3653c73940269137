"""One file configures an installation: every mistake is named by its line and key."""

import re

import pytest

from townline.platform.core.commands import CannotStart
from townline.platform.core.paths import TOWNLINE
from townline.platform.postgres import config_files, environment
from townline.platform.postgres.configuration import document, writing
from townline.platform.postgres.configuration.masking import mask_secret
from townline.platform.postgres.configuration.schema import BY_KEY, BY_VARIABLE, SETTINGS

# Processes of one run tell each other these, the demo and tests use them; no office sets them.
INTERNAL = frozenset(
    f"TOWNLINE_{name}"
    for name in (
        *("CONFIG_DIR", "DEMO", "DEMO_CALLS", "DEMO_PHONE", "FORK_SOCKET", "PREDECESSOR"),
        *("PROCESS", "PUSH_ANYWHERE", "RTPENGINE_OURS", "SAMPLE", "SIMULATOR_SOCKET"),
        *("SUPERVISED", "WEB_SOCKET"),
    )
)
# Settings of Django that are made from other variables.
DERIVED = {"TOWNLINE_PUSH_CONTACT"}


@pytest.fixture(autouse=True)
def no_variables(monkeypatch, tmp_path):
    for name in BY_VARIABLE:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    (tmp_path / "etc").mkdir()
    monkeypatch.setenv("TOWNLINE_CONFIG_DIR", str(tmp_path / "etc"))
    monkeypatch.delenv("TOWNLINE_SUPERVISED", raising=False)


def test_the_example_sets_nothing_and_each_of_its_lines_can_be_used():
    text = writing.example()
    assert document.parse(text) == document.Document({})
    used = document.parse(re.sub(r"^#(\w+ = )", r"\1", text, flags=re.MULTILINE))
    assert used.problems == []
    assert used.values == {each.key: each.example for each in SETTINGS}
    assert used.variables().keys() == BY_VARIABLE.keys()


def test_each_variable_that_the_program_reads_is_a_setting():
    pattern = re.compile(r"\"(TOWNLINE_[A-Z_]+)\"")
    code = [path for path in TOWNLINE.rglob("*.py") if "tests" not in path.parts]
    read = {name for path in code for name in pattern.findall(path.read_text())}
    assert len(read) > 40
    assert read - INTERNAL - DERIVED - BY_VARIABLE.keys() == set()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[web]\nport = \"x\"", "line 2: web.port: must be a whole number, not a text"),
        ("[web]\n\nport = 70000", "line 3: web.port: must be between 1 and 65535"),
        ("[databas]\nurl = \"x\"", "line 1: databas: is no setting; is database meant?"),
        ("[web]\nhots = []", "line 2: web.hots: is no setting; is web.hosts meant?"),
        ("url = \"x\"", "line 1: url: is no setting; is database.url meant?"),
        ("home = \"here\"", "line 1: home: must be an absolute path, from / on"),
        ("[web]\nhosts = [1]", "line 2: web.hosts: must be a list of texts"),
        ("[database]\nurl = \"mysql://a\"", ("line 2: database.url: must begin with postgresql:// "
         "or postgres://")),
        ("[web]\nport = eight", "line 2: web.port: is no TOML: Invalid value"),
        ("[web]\ntrusted_proxies = [\"all\"]", ("line 2: web.trusted_proxies: 'all' is no network, "
         "like 10.0.0.0/8")),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_line_and_key(text, problem):
    assert [str(each) for each in document.parse(text).problems] == [problem]


def test_a_value_is_put_in_and_the_rest_stays():
    text = writing.with_value(writing.example(), "web.port", 9000)
    assert document.parse(text).values == {"web.port": 9000}
    assert text.count("\n") == writing.example().count("\n")
    again = writing.with_value(text, "web.port", 9001)
    assert again == text.replace("9000", "9001")
    assert document.parse(writing.with_value("", "line.number", "0200000100")).problems == []
    with pytest.raises(ValueError, match="change it by hand"):
        writing.with_value('[web]\nhosts = [\n  "a",\n]\n', "web.hosts", ["b"])


@pytest.mark.parametrize(
    ("key", "text", "shown"),
    [
        ("database.url", "postgresql://a:s3:c@ret@h:5432/n", "postgresql://a:***@h:5432/n"),
        ("database.url", "postgresql://h/n?user=a&password=secret", ("postgresql://h/n?user=a&"
         "password=***")),
        ("line.smpp", "smpp://a:secret@h:1,smpp://b:secret@g:2", "smpp://a:***@h:1,smpp://b:***@g:2"),
        ("calls.trunks", "sip:a:secret@h:5060;transport=tls", "sip:a:***@h:5060;transport=tls"),
        ("metrics.token", "secret", "***"),
        ("web.hosts", "a.example.org", "a.example.org"),
    ],
)  # fmt: skip
def test_secrets_are_masked(key, text, shown):
    assert mask_secret(BY_KEY[key], text) == shown


def test_the_environment_stands_above_the_file(tmp_path, monkeypatch):
    (tmp_path / "townline.toml").write_text('[web]\nport = 9000\n[line]\nnumber = "1"\n')
    monkeypatch.setenv("TOWNLINE_PORT", "9001")
    assert environment.enter(tmp_path) == tmp_path
    assert environment.os.environ["TOWNLINE_PORT"] == "9001"
    assert environment.os.environ["TOWNLINE_LINE_NUMBER"] == "1"


def test_a_file_with_a_mistake_starts_nothing(tmp_path):
    (tmp_path / "townline.toml").write_text("[web]\nport = 0\n")
    with pytest.raises(CannotStart, match=r"line 2: web\.port: must be between"):
        environment.enter(tmp_path)


def test_another_installation_is_not_stopped_by_it(tmp_path):
    (tmp_path / "etc" / "a.toml").write_text(f'home = "{tmp_path / "a"}"\n[web]\nport = x\n')
    (tmp_path / "etc" / "b.toml").write_text(f'home = "{tmp_path / "b"}"\n')
    assert environment.enter(tmp_path / "b") == tmp_path / "b"
    with pytest.raises(CannotStart, match=r"line 3: web\.port"):
        environment.enter(tmp_path / "a")


def test_a_file_with_secrets_is_not_for_all_to_read(tmp_path):
    file = tmp_path / "townline.toml"
    file.write_text('[database]\nurl = "postgresql://a:b@h/n"\n')
    file.chmod(0o640)
    environment.enter(tmp_path)
    file.chmod(0o644)
    with pytest.raises(CannotStart, match=r"holds database\.url .*\(644\): run chmod o= "):
        environment.enter(tmp_path)


def test_two_files_for_one_home_or_schema_are_refused(tmp_path):
    url = '[database]\nurl = "postgresql://{}:b@h/n"\n'
    for name in ("a", "b"):
        text = f'home = "{tmp_path / name}"\n{url.format(name)}'
        (tmp_path / "etc" / f"{name}.toml").write_text(text)
        (tmp_path / "etc" / f"{name}.toml").chmod(0o640)
    with pytest.raises(CannotStart, match="name the same database and district"):
        environment.enter(tmp_path / "a")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "townline.toml").write_text("")
    with pytest.raises(CannotStart, match="configure the same home"):
        environment.enter(tmp_path / "a")


def test_the_file_in_a_home_is_of_no_other(tmp_path):
    (tmp_path / "townline.toml").write_text('home = "/var/lib/elsewhere"\n')
    with pytest.raises(CannotStart, match="line 1: home: this file configures the home"):
        environment.enter(tmp_path)


def test_a_file_of_an_earlier_version_is_read_until_there_is_a_new_one(tmp_path):
    old = tmp_path / "etc" / "handeul.env"
    old.write_text(f"TOWNLINE_HOME={tmp_path}\nTOWNLINE_LINE_NUMBER=1\n")
    found = config_files.of_home(tmp_path)
    assert found is not None
    assert found.path == old
    old.with_suffix(".toml").write_text(f'home = "{tmp_path}"\n')
    found = config_files.of_home(tmp_path)
    assert found is not None
    assert found.path == old.with_suffix(".toml")
