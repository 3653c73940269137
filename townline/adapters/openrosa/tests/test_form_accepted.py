"""What pyxform makes of a spreadsheet is a form for phones: JavaRosa, Collect's own, says so."""

import shutil

import pytest

from townline.adapters.openrosa.tests.conftest import xform
from townline.prevention.surveys.rules.xforms import shape


def test_the_server_finds_files_and_what_is_saved_to_the_home():
    found = shape(xform("1"))
    assert found.files == {"front", "back"}
    assert found.saves == {"note": "note", "bell": "bell", "place": "geometry"}
    assert found.lists == ("homes.csv",)


@pytest.mark.peer
@pytest.mark.skipif(shutil.which("java") is None, reason="no Java here to run ODK Validate with")
def test_javarosa_accepts_it_and_refuses_a_broken_one(tmp_path):
    from pyxform.validators.odk_validate import ODKValidateError, check_xform

    good, bad = tmp_path / "good.xml", tmp_path / "bad.xml"
    good.write_text(xform("1"))
    check_xform(str(good))
    note = 'nodeset="/data/note"'
    bad.write_text(xform("1").replace(note, f'{note} relevant="/data/home ="', 1))
    with pytest.raises(ODKValidateError, match="note"):
        check_xform(str(bad))
