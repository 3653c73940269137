from townline.config.checks.serving import serving
from townline.platform.core.findings import Level
from townline.platform.postgres import serves


def test_a_database_that_was_made_beside_the_served_one_is_named(tmp_path, monkeypatch):
    assert list(serving(tmp_path)) == []
    monkeypatch.setenv("TOWNLINE_DATABASE_URL", "postgresql://a:secret@db.example.org/town")
    serves.write(tmp_path)
    (found,) = serving(tmp_path)
    assert (found.level, "secret" in found.line()) == (Level.OK, False)
    assert "the database town at db.example.org, port 5432" in found.line()
    (tmp_path / "database" / "data").mkdir(parents=True)
    (found,) = serving(tmp_path)
    assert found.level is Level.WARN
    assert str(tmp_path / "database") in found.line()
