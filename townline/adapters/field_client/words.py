"""What the page says, in the reader's language: its scripts have no words of their own."""

from typing import Final

from django.utils.translation import gettext, gettext_noop

_TITLE: Final = gettext_noop("현장 조사")
# By the names that the scripts use; %s is filled in there.
_WORDS: Final = {
    "unsent": gettext_noop("보내지 않은 조사 %s건"),
    "all_sent": gettext_noop("모두 보냄"),
    "offline": gettext_noop("연결 없음 · %s 기준"),
    "taken": gettext_noop("보낼 목록에 넣었습니다. 연결되면 자동으로 보냅니다."),
    "sent": gettext_noop("조사 %s건을 보냈습니다."),
    "still_waits": gettext_noop("아직 보내지 못했습니다. 이 휴대전화에 그대로 있습니다."),
    "trial_done": gettext_noop("다 적었습니다. 시험 화면이라 보내지 않았습니다."),
    "waits": gettext_noop("연결되면 보냅니다"),
    "partly": gettext_noop("사진 %s/%s장을 보냈고 이어서 보냅니다"),
    "photos": gettext_noop("사진 %s장"),
    "refused": gettext_noop("접수되지 않음"),
    "again": gettext_noop("다시 보내기"),
    "as_edit": gettext_noop("수정으로 보내기"),
    "reopen": gettext_noop("열어서 고치기"),
    "correct": gettext_noop("고쳐서 보내기"),
    "help_FormClosed": gettext_noop(
        "이 양식의 조사는 끝났습니다. 담당 부서에 문의해 주세요. 답변은 이 휴대전화에 있고, 파일로 "
        "전달할 수 있습니다."
    ),
    "help_OtherContent": gettext_noop(
        "같은 조사가 다른 내용으로 이미 접수됐습니다. 이 내용이 맞으면 '수정으로 보내기'를 눌러 "
        "주세요."
    ),
    "help_OtherFile": gettext_noop(
        "같은 이름의 다른 사진이 이미 접수됐습니다. '수정으로 보내기'를 눌러 주세요."
    ),
    "help_UnknownForm": gettext_noop(
        "서버에 없는 양식입니다. 다시 보내 보고, 안 되면 파일로 저장해 담당 부서에 전달해 주세요."
    ),
    "help_DamagedFile": gettext_noop("보내는 중에 사진이 손상됐습니다. 다시 보내 주세요."),
    "help_FileTooLarge": gettext_noop("사진이 너무 큽니다. 열어서 사진을 바꿔 주세요."),
    "help_other": gettext_noop(
        "다시 보내 보고, 안 되면 파일로 저장해 담당 부서에 전달해 주세요. 내용은 지워지지 않습니다."
    ),
    "shut_revoked": gettext_noop("이 접속 링크는 해제됐습니다."),
    "shut_unknown": gettext_noop("이 접속 링크는 더 이상 쓸 수 없습니다."),
    "shut_away": gettext_noop("지금은 조사에 참여하지 않습니다."),
    "shut_keeps": gettext_noop(
        "보내지 않은 조사 %s건과 작성 중인 조사 %s건은 이 휴대전화에 그대로 있습니다."
    ),
    "shut_first": gettext_noop("담당 부서에 알리고 새 접속 링크를 받아 주세요."),
    "shut_second": gettext_noop(
        "이 휴대전화에서 새 주소를 열면 보내지 않은 조사가 그대로 나타나 보내집니다."
    ),
    "shut_third": gettext_noop(
        "다른 휴대전화를 쓴다면 파일로 저장해 옮기고, 새 주소의 '보낼 목록'에서 그 파일을 불러와 "
        "주세요."
    ),
    "export": gettext_noop("보내지 않은 조사를 파일로 저장"),
    "exported": gettext_noop("%s 파일로 저장했습니다. 목록은 그대로 남아 있습니다."),
    "imported": gettext_noop("파일에서 조사 %s건을 불러왔습니다."),
    "import_wrong": gettext_noop("조사 파일이 아닙니다. 저장한 .json 파일을 선택해 주세요."),
    "persisted": gettext_noop("이 브라우저는 저장한 조사를 스스로 지우지 않습니다."),
    "not_persisted": gettext_noop(
        "이 브라우저는 저장 공간이 부족하면 저장한 조사를 지울 수 있습니다. 홈 화면에 설치하고 "
        "자주 보내 주세요."
    ),
    "empty_first": gettext_noop("연결된 곳에서 한 번 열면 배정된 주택과 양식을 내려받습니다."),
    "empty_filter": gettext_noop("해당하는 주택이 없습니다. 필터나 검색어를 바꿔 보세요."),
    "empty_none": gettext_noop("배정된 주택이 없습니다. 담당 부서에 문의해 주세요."),
    "drafting": gettext_noop("작성 중"),
    "to_send": gettext_noop("보낼 예정: %s"),
    "just_sent": gettext_noop("보냄: %s"),
    "second_look": gettext_noop("재검토 대상"),
    "state_listed": gettext_noop("미조사"),
    "state_graded": gettext_noop("등급 산정"),
    "state_excluded": gettext_noop("조사 제외"),
    "appointment": gettext_noop("약속 %s"),
    "from": gettext_noop("%s 이후"),
    "until": gettext_noop("%s 이전"),
    "tried": gettext_noop("방문 %s/%s회 · %s"),
    "again_on": gettext_noop("%s 이후 다시 방문"),
    "same_door": gettext_noop("%s · 한 건물 %s곳"),
    "no_form": gettext_noop("이 유형의 양식이 없습니다. 연결된 곳에서 다시 열어 주세요."),
    "to_list": gettext_noop("목록으로"),
    "known": gettext_noop("등록된 정보"),
    "kind": gettext_noop("주택 유형"),
    "reference": gettext_noop("관리번호"),
    "dong": gettext_noop("행정동"),
    # Columns of a list that the program knows; all others are called as in their file.
    "field_area_m2": gettext_noop("면적(㎡)"),
    "field_built_on": gettext_noop("사용승인일"),
    "visit_day": gettext_noop("방문 예정일"),
    "attempts": gettext_noop("방문 기록"),
    "come_back": gettext_noop("다시 방문"),
    "note": gettext_noop("메모"),
    "way": gettext_noop("지도 앱에서 길 찾기"),
    "drawings": gettext_noop("도면·지형·사진"),
    "purpose_exclusion": gettext_noop("제외 증거"),
    "purpose_drawing": gettext_noop("도면"),
    "purpose_terrain": gettext_noop("지형"),
    "purpose_photo": gettext_noop("현장 사진"),
    "go_on": gettext_noop("이어서 작성 · %s 저장"),
    "drop_draft": gettext_noop("삭제"),
    "drop_draft_ask": gettext_noop("작성 중인 조사를 지울까요? 되돌릴 수 없습니다."),
    "sent_from_here": gettext_noop("이 휴대전화에서 보낸 조사"),
    "not_met": gettext_noop("만나지 못함"),
    "not_met_about": gettext_noop(
        "미조사로 남고 다시 방문합니다. %s회까지 방문하고 안내문을 남깁니다."
    ),
    "not_there": gettext_noop("조사 대상 아님"),
    "not_there_about": gettext_noop("사진이나 위치를 증거로 남깁니다."),
    "result_": gettext_noop("방문"),
    "result_surveyed": gettext_noop("조사함"),
    "result_nobody_home": gettext_noop("부재중"),
    "result_refused": gettext_noop("조사 거절"),
    "result_postponed": gettext_noop("다른 날 요청"),
    "result_not_lived_in": gettext_noop("거주하지 않음"),
    "result_demolished": gettext_noop("철거됨"),
    "result_not_existing": gettext_noop("존재하지 않음"),
    "result_other_kind": gettext_noop("해당 유형 아님"),
    "do_surveyed": gettext_noop("조사 시작"),
    "do_nobody_home": gettext_noop("부재중"),
    "do_refused": gettext_noop("조사 거절"),
    "do_postponed": gettext_noop("다른 날 요청"),
    "do_not_lived_in": gettext_noop("거주하지 않음"),
    "do_demolished": gettext_noop("철거됨"),
    "do_not_existing": gettext_noop("존재하지 않음"),
    "do_other_kind": gettext_noop("해당 유형 아님"),
    "draft_saved": gettext_noop("이 휴대전화에 저장했습니다."),
    "not_saved": gettext_noop("저장하지 못했습니다. 휴대전화의 저장 공간을 확인해 주세요."),
    "needs_evidence": gettext_noop("조사 대상에서 빼려면 사진이나 위치가 있어야 합니다."),
    "no_draft": gettext_noop("작성 중인 조사가 없습니다. 목록에서 주택을 선택해 주세요."),
    "form_broken": gettext_noop("양식을 열 수 없습니다. 담당 부서에 알려 주세요."),
}
# What the form engine says itself, in English alone.
_ENGINE: Final = {
    "Send": gettext_noop("작성 마침"),
    "Choose image": gettext_noop("사진 선택"),
    "Take picture": gettext_noop("사진 찍기"),
    "Get location": gettext_noop("현재 위치 넣기"),
    "Finding your location": gettext_noop("위치를 찾는 중"),
    "Cannot access location": gettext_noop("위치를 알 수 없습니다"),
    "Grant location permission in the browser settings and make sure location is turned on.": (
        gettext_noop("브라우저 설정에서 위치 권한을 허용하고 위치 기능을 켜 주세요.")
    ),
    "Try again": gettext_noop("다시 시도하기"),
    "Save location": gettext_noop("위치 저장"),
    "Good accuracy": gettext_noop("정확도 높음"),
    "Poor accuracy": gettext_noop("정확도 낮음"),
    "Save": gettext_noop("저장"),
    "Cancel": gettext_noop("취소"),
    "Delete": gettext_noop("삭제"),
    "Remove": gettext_noop("삭제"),
    "Change language": gettext_noop("언어 바꾸기"),
    "change language": gettext_noop("언어 바꾸기"),
    "Condition not satisfied: required": gettext_noop("답을 입력해 주세요."),
    "Condition not satisfied: constraint": gettext_noop(
        "이 답은 쓸 수 없습니다. 다시 확인해 주세요."
    ),
    "errors": gettext_noop("확인할 질문이 %s개 있습니다."),
    "1 question with error.": gettext_noop("확인할 질문이 1개 있습니다."),
    "No file chosen": gettext_noop("선택한 파일 없음"),
    "No results found": gettext_noop("찾은 것이 없습니다"),
    "No available options": gettext_noop("선택할 것이 없습니다"),
    "Captured image preview": gettext_noop("선택한 사진"),
}


def title() -> str:
    """Name the page."""
    return gettext(_TITLE)


def page_words() -> dict[str, object]:
    """Give all words in the language of the request; ``engine``: those of the form engine."""
    own = {name: gettext(word) for name, word in _WORDS.items()}
    return own | {"engine": {theirs: gettext(word) for theirs, word in _ENGINE.items()}}
