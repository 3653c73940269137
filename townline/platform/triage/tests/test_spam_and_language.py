"""Advertisements by their marks, however they are written, and the language of a text."""

import pytest

from townline.platform.core.text.languages import language
from townline.platform.triage.reader.spam import has_spam_marks


@pytest.mark.parametrize(
    "text",
    [
        "(광고) 이번 주 특가 안내 무료수신거부 080-000-0000",
        "( 광 고 ) 신규 분양",
        "[광.고] 오픈 기념",
        "(ㄱㅘㅇ고) 새 매장",
        "[Web발신] (광고) 쿠폰 도착",
        "무 료 거 부 080-000-0000 대박 세일",
        "ㄷ ㅐ 출 필요하신 분 010-0000-1234",
        "저.금.리 대-출 1588-0000",
        "[국제발신] 카드발급완료 본인 아닐 시 문의",
        "택배 주소 불일치 확인 바랍니다 https://example.com/kr",
        "Your parcel could not be delivered, click here https://example.com",
    ],
)
def test_marks_of_what_was_sent_to_many(text):
    assert has_spam_marks(text)


@pytest.mark.parametrize(
    "text",
    [
        "불법 광고 현수막이 너무 많아요",
        "전봇대 대출 광고지 좀 떼어 주세요",
        "소상공인 대출 서류는 어디서 받나요",
        "택배 주소 확인하라는 이런 문자 왔는데 진짜인가요 https://example.com",
        "과태료 조회는 어디서 하나요",
        "I got a text about a parcel, is this a scam? https://example.com",
        "",
    ],
)
def test_residents_who_speak_of_such_things(text):
    assert not has_spam_marks(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("가로등이 꺼졌어요", "ko"),
        ("CCTV 설치해 주세요 LED도", "ko"),
        ("ㅠㅠ", "ko"),
        ("The lamp near 한들역 is broken and nobody came to fix it", "en"),
        ("pothole", "en"),
        ("路灯坏了", "zh"),
        ("街灯が消えています", "ja"),
        ("Đèn đường trước nhà tôi không sáng", "vi"),
        ("ไฟถนนเสีย", "th"),
        ("Фонарь не работает", "ru"),
        ("Гудамжны гэрэл асахгүй өдөр бүр", "mn"),
        ("Ko'cha chirog'i yo'q, iltimos", "uz"),
        ("Lampu jalan di depan rumah saya tidak menyala", "id"),
        ("Hindi gumagana ang ilaw sa kalye po", "tl"),
        ("सडक बत्ती बलेको छैन", "ne"),
        ("ភ្លើងផ្លូវខូច", "km"),
        ("ถนน 가로등 ไฟเสีย", "th"),
        ("请问 주민센터 几点开门", "zh"),
        ("請問 火災 신고는 어디로 하나요", "ko"),
        ("garodeung gochyeo juseyo", "ko-Latn"),
        ("chay roi, cuu voi", "vi"),
        ("xxqz wvrt", "und"),
        ("Көше шамы жанбайды, қараңғы", "kk"),
        ("Вулиця темна, ліхтар не світить", "uk"),
        ("گلی کی بتی خراب ہے", "ur"),
        ("गली की बत्ती खराब है", "hi"),
        ("", ""),
        ("😀 123", ""),
    ],
)
def test_language(text, code):
    assert language(text) == code
