"""The prompts that a call can need; prompts.json of a district gives the words of each."""

PROMPTS = (
    "greeting", "menu", "menu_talk", "menu_wait", "menu_quiet", "menu_after", "request_sent",
    "request_waits", "agree_offer", "agreed", "answer_1", "answer_2", "answer_3", "not_yet",
    "not_yet_text", "connecting", "owner_ask", "owner_busy", "owner_declined",
    "owner_no_answer", "no_talk", "limited", "blocked", "withheld", "unavailable", "rotated",
    "code_ask", "code_wrong", "code_ended", "ending", "goodbye",
)  # fmt: skip
ANSWERS = (1, 2, 3)  # coming now, in ten minutes, cannot
