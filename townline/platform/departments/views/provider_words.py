"""What the page of the identity provider says of each step, problem and outcome."""
# fmt: off
# ruff: noqa: E501 -- sentences of a page, one a line

from django.utils.translation import gettext_noop

STEPS = {
    "document": gettext_noop("설정 문서"),
    "issuer": gettext_noop("발급자"),
    "addresses": gettext_noop("로그인 주소"),
    "methods": gettext_noop("서명 방식"),
    "keys": gettext_noop("서명 키"),
}
PROBLEMS = {
    "unreachable": gettext_noop("서버에 연결할 수 없습니다. 주소와 방화벽을 확인해 주세요."),
    "timeout": gettext_noop("서버가 제때 답하지 않았습니다. 방화벽을 확인해 주세요."),
    "certificate": gettext_noop("인증서를 믿을 수 없습니다. 서버의 인증서와 인증 기관을 확인해 주세요."),
    "status": gettext_noop("서버가 오류로 답했습니다. 발급자 주소를 확인해 주세요."),
    "not_json": gettext_noop("답이 OpenID Connect 문서가 아닙니다. 발급자 주소를 확인해 주세요."),
    "other_issuer": gettext_noop("서버가 밝힌 발급자가 설정과 다릅니다. 서버가 밝힌 주소를 그대로 설정해 주세요."),
    "no_address": gettext_noop("설정 문서에 필요한 주소가 없습니다."),
    "no_algorithm": gettext_noop("쓸 수 있는 서명 방식이 없습니다. RS256처럼 공개 키로 확인하는 방식을 켜 주세요."),
    "no_pkce": gettext_noop("PKCE(S256)를 지원하지 않습니다. 서버에서 켜 주세요."),
    "no_key": gettext_noop("쓸 수 있는 서명 키가 없습니다."),
    "cancelled": gettext_noop("기관 계정 로그인을 취소했습니다."),
    "no_answer": gettext_noop("서버가 로그인을 거절했거나 다른 창에서 다시 시작했습니다. 돌아올 주소가 서버에 등록되어 있는지 확인해 주세요."),
    "code_refused": gettext_noop("서버가 Townline을 거절했습니다. 클라이언트 아이디와 비밀값을 확인해 주세요."),
    "no_token": gettext_noop("서버가 신원 토큰을 보내지 않았습니다. openid 범위를 허용해 주세요."),
    "bad_token": gettext_noop("신원 토큰의 서명, 유효 기간 또는 받는 쪽이 맞지 않습니다. 서버의 시계와 서명 키를 확인해 주세요."),
    "other_client": gettext_noop("다른 프로그램에 발급한 신원 토큰입니다."),
    "other_nonce": gettext_noop("이 로그인에 대한 답이 아닙니다. 다시 시도해 주세요."),
    "no_subject": gettext_noop("신원 토큰에 사용자가 없거나 사용자 이름표가 너무 깁니다."),
    "other_subject": gettext_noop("사용자 정보와 신원 토큰의 사용자가 다릅니다."),
}
OUTCOMES = {
    "linked": gettext_noop("이미 연결된 계정입니다. 이 사용자로 로그인합니다."),
    "first": gettext_noop("이메일이 같은 사용자가 있습니다. 처음 로그인할 때 연결됩니다."),
    "inactive": gettext_noop("정지된 사용자여서 로그인할 수 없습니다."),
    "other_account": gettext_noop("이메일이 같은 사용자가 다른 기관 계정에 연결되어 있어 로그인할 수 없습니다."),
    "no_email": gettext_noop("서버가 확인된 이메일을 보내지 않아 사용자를 찾을 수 없습니다. 사용자마다 연결 링크를 발급하거나 서버에서 이메일을 확인해 주세요."),
    "unknown": gettext_noop("이메일이 같은 사용자가 없어 로그인할 수 없습니다. 사용자에 이 이메일을 등록해 주세요."),
}
