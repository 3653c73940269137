"""Notes of a visit become sentences for a resident."""

import pytest

from townline.casework.visits.rules.visit import found_sentences


@pytest.mark.parametrize(
    ("notes", "sentences"),
    [
        ("지름 40cm입니다.", "지름 40cm입니다."),
        ("맨홀 덮개가 깨져 있음", "맨홀 덮개가 깨져 있습니다."),
        ("임시로 막았음. 내일 교체 예정임", "임시로 막았습니다. 내일 교체 예정입니다."),
        ("위험 없음", "위험 없습니다."),
        ("- 보수 필요함\n- 통행 가능함", "보수 필요합니다. 통행 가능합니다."),
        ("맨홀 덮개 파손\n지름 40cm", "맨홀 덮개 파손을 확인했습니다. 지름 40cm를 확인했습니다."),
        ("배수로가 막힘을 확인했어요", "배수로가 막힘을 확인했어요."),
        ("Cover broken, 40 cm", "Cover broken, 40 cm"),
    ],
)
def test_notes_of_a_visit_become_sentences(notes, sentences):
    assert found_sentences(notes) == sentences
