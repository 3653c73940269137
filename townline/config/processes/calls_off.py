"""What stands in the place of the demo's telephones where calls are off."""

from starlette.requests import Request
from starlette.responses import HTMLResponse

_INSTALL = "apt-get install --no-install-recommends rtpengine-daemon espeak-ng sox"
_WORDS = {
    "ko": (
        "전화 기능이 꺼져 있습니다",
        (
            "이 서버에는 전화 소리를 나르는 rtpengine이 없습니다. "
            "문자와 QR 페이지는 그대로 됩니다. "
            "관리자 권한으로 아래 명령을 실행한 뒤 다시 시작하세요."
        ),
    ),
    "en": (
        "Calls are off",
        (
            "This server has no rtpengine, which carries the sound of calls. Texts and the QR page "
            "work as always. As root, run this and start again:"
        ),
    ),
}


async def calls_off(request: Request) -> HTMLResponse:
    """Say why there are no telephones, and how to get them."""
    english = "en" in request.headers.get("accept-language", "").lower()[:2]
    language = "en" if english else "ko"
    title, words = _WORDS[language]
    page = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{title}</title></head>'
        f"<body><main><h1>{title}</h1><p>{words}</p><p><code>{_INSTALL}</code></p>"
        '<p><a href="/">Townline</a></p></main></body></html>'
    )
    headers = {"Content-Security-Policy": "default-src 'none'", "Cache-Control": "no-store"}
    return HTMLResponse(page, headers=headers)
