"""What the doctor's subjects are called on a page, and the page where each is looked after.

Only pages that an administrator opens: nobody else reads these.
"""

from townline.platform.core.findings import Both

SUBJECTS = {
    "run": Both("Processes", "프로세스"),
    "disk": Both("Disk", "디스크"),
    "load": Both("Load", "부하"),
    "keys": Both("Keys", "암호화 키"),
    "photos": Both("Photo formats", "사진 형식"),
    "media": Both("Photo storage", "사진 보관"),
    "calls": Both("Calls", "통화"),
    "prompts": Both("Voice prompts", "음성 안내"),
    "database": Both("Server", "서버"),
    "durability": Both("Durability", "기록 안전"),
    "tables": Both("Tables", "테이블"),
    "clock": Both("Clock", "시계"),
    "connections": Both("Connections", "접속 수"),
    "district": Both("District", "자치구 설정"),
    "links": Both("Carrier connections", "통신 연결"),
    "providers": Both("Providers", "문자 사업자"),
    "texts in": Both("Texts received", "수신 문자"),
    "texts out": Both("Texts to send", "발송 문자"),
    "worker": Both("Worker", "작업 프로세스"),
    "promises": Both("Answers due", "답변 기한"),
    "alarms": Both("Danger alerts", "위험 경보"),
    "danger": Both("Danger", "위험"),
    "reading": Both("Reading texts", "문자 읽기"),
    "services read": Both("Suggested categories", "분류 추천"),
    "jobs": Both("Jobs", "작업"),
    "letters": Both("Emails", "이메일"),
    "pushes": Both("Browser notices", "브라우저 알림"),
    "tickets": Both("Tickets", "번호표"),
    "backup": Both("Backup", "백업"),
    "silence": Both("Silence", "수신 공백"),
    "retention": Both("Retention", "보존·파기"),
    "duty": Both("On duty", "당직"),
    "versions": Both("Versions", "버전"),
    "work-sums": Both("Sums of works", "공사 합계"),
    "certificate": Both("Certificate", "인증서"),
}
PLACES = {
    "links": "/links/",
    "providers": "/links/",
    "texts in": "/links/",
    "texts out": "/links/",
    "services read": "/triage/",
    "duty": "/duty/",
    "backup": "/settings/backup/",
}
