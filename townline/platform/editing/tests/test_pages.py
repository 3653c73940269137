"""The pages of what is edited: lists with search, a part with its history, without any script."""

import re

import pytest

from tests.texts import texts_to_number
from townline.platform.conversations import api as conversations
from townline.platform.core.history.audit import SYSTEM
from townline.platform.core.models import ResidentText, Transition
from townline.platform.departments import api as departments
from townline.platform.editing import api, selectors
from townline.platform.editing.ports import editable

pytestmark = pytest.mark.django_db
RECEIPT = "/settings/texts/receipt/"


def form(slug="texts", key="receipt", **words):
    value = selectors.in_use(editable(slug), api.raw_now())[key]
    return {"do": "save", "base_version": "0", "ko": value["ko"], "en": value["en"]} | words


@pytest.mark.parametrize(
    "slug",
    ["texts", "templates", "alarms", "departments", "categories", "deadlines", "words"],
)
def test_a_list_names_all_and_finds_by_name_and_words(visit, world, slug):
    client = visit("admin")
    page = client.get(f"/settings/{slug}/").content.decode()
    for key in selectors.in_use(editable(slug), api.raw_now()):
        assert f'href="/settings/{slug}/{key}/"' in page
    none = client.get(f"/settings/{slug}/?q=없는말없는말").content.decode()
    assert "검색 결과가 없습니다" in none
    assert "<h2" not in none.partition("<main")[2].partition("</main>")[0]


def test_a_search_finds_by_the_words_too(visit, world):
    page = visit("admin").get("/settings/texts/?q=가스 창문").content.decode()
    assert "/settings/texts/danger_gas/" in page
    assert RECEIPT not in page


def test_a_text_is_edited_seen_and_taken_back_without_a_script(visit, world):
    client = visit("admin")
    look = client.post(RECEIPT, form(do="preview", ko="새 글 {code}은 {due}까지")).content.decode()
    assert "새 글 H7-2481은" in look
    assert "{접수번호}은 → {접수번호}은(는)" in look
    assert re.search(r"\d+ / 90바이트", look)
    saved = client.post(RECEIPT, form(ko="새 글 {접수번호}, {답변 기한}까지", reason="짧게"))
    assert (saved.status_code, saved["Location"]) == (302, RECEIPT)
    page = client.get(RECEIPT).content.decode()
    assert "<ins>새</ins>" in page
    assert "짧게" in page
    toast = page[page.index('class="ui-toasts"') :].partition("</form>")[0]
    assert f'action="{RECEIPT}restore"' in toast
    assert re.findall(r'name="(base_version|to)"\s+value="(\d)"', toast) == [
        ("base_version", "1"),
        ("to", "0"),
    ]
    listed = client.get("/settings/texts/").content.decode()
    assert "새 글 {접수번호}" in listed
    assert ResidentText.objects.get(key="receipt", lang="ko").body == "새 글 {code}, {due}까지"
    only = client.get("/settings/texts/?edited=1").content.decode()
    assert RECEIPT in only
    assert "/settings/texts/help/" not in only
    undone = client.post(f"{RECEIPT}restore", {"base_version": "1", "to": "0"})
    assert undone.status_code == 302
    assert "새 글" not in client.get("/settings/texts/").content.decode()


def test_a_mistake_stands_at_its_field_and_the_words_stay(visit, world):
    answer = visit("admin").post(RECEIPT, form(ko="내 글 {queue}"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#f-ko"' in page
    assert "{대기열}" in page.partition('id="n-ko"')[2][:400]
    assert "내 글 {대기열}</textarea>" in page


def test_who_comes_second_sees_the_difference_and_keeps_the_words(visit, world):
    first, second = visit("admin"), visit("admin")
    first.post(RECEIPT, form(ko="먼저 쓴 글 {code}"))
    answer = second.post(RECEIPT, form(ko="나중 쓴 글 {code}"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<del>먼저</del>" in page
    assert "<ins>나중</ins>" in page
    assert "나중 쓴 글 {접수번호}</textarea>" in page
    again = second.post(RECEIPT, form(ko="나중 쓴 글 {code}", base_version="1"))
    assert again.status_code == 302


def test_a_template_is_added_with_a_key_of_its_own(visit, world):
    client = visit("roads.head")
    assert client.get("/settings/templates/add").status_code == 200
    new = {
        "do": "save", "base_version": "0", "title.ko": "배수구를 뚫음", "title.en": "Drain cleared",
        "kinds": "answer", "services": "roads", "ko": "뚫었습니다. {code}", "en": "Cleared. {code}",
    }  # fmt: skip
    saved = client.post("/settings/templates/add", new)
    assert saved["Location"] == "/settings/templates/roads-drain-cleared/"
    again = client.post("/settings/templates/add", new)
    assert again["Location"] == "/settings/templates/roads-drain-cleared-2/"
    gone = client.post(saved["Location"], new | {"do": "remove", "base_version": "1"})
    assert gone.status_code == 302
    assert "삭제한 항목" in client.get("/settings/templates/").content.decode()
    back = client.post(f"{saved['Location']}restore", {"base_version": "2", "to": "1"})
    assert back.status_code == 302
    page = client.get("/settings/templates/").content.decode()
    assert "배수구를 뚫음" in page
    assert "삭제한 항목" not in page


def test_others_read_and_do_not_edit(visit, world):
    client = visit("clerk1")
    page = client.get(RECEIPT).content.decode()
    assert "관리자만 수정할 수 있습니다" in page
    assert 'value="save"' not in page
    assert client.post(RECEIPT, form(ko="내 글")).status_code == 403
    assert client.get("/settings/templates/add").status_code == 403
    assert client.get("/settings/texts/nothing/").status_code == 404


def test_the_preview_of_a_script_is_the_samples_alone(visit, world):
    page = visit("admin").post(f"{RECEIPT}preview", form(ko="미리 {code}")).content.decode()
    assert "미리 H7-2481" in page
    assert "<html" not in page
    assert "현재" not in page


OWN = "01000000099"


def prove_number(world, username):
    """Let a person have a proved number of their own."""
    world.text("시험", OWN)
    departments.digest_number(
        staff=departments.staff_by_username(username),
        resident_id=conversations.resident_find(OWN),
        actor=SYSTEM,
        now=world.now,
    )
    return len(texts_to_number(OWN))


def test_a_sample_is_texted_to_who_edits_and_the_form_keeps_what_was_written(visit, world):
    client, words = visit("admin"), form(do="send-0", ko="시험 글 {접수번호}, {답변 기한}까지")
    refused = client.post(RECEIPT, words)
    assert (refused.status_code, "알림 받기" in refused.text) == (409, True)
    before = prove_number(world, "admin")
    sent = client.post(RECEIPT, words)
    assert sent.status_code == 200
    assert "시험 글 {접수번호}" in sent.text
    assert "010-****-0099(으)로" not in sent.text
    assert "010-****-0099" in sent.text
    (body,) = texts_to_number(OWN, before)
    assert body.startswith("시험 글 H7-2481")
    assert ResidentText.objects.get(key="receipt", lang="ko").body != "시험 글 {code}, {due}까지"
    assert Transition.objects.filter(event="district:sample:send").count() == 1


def test_who_may_not_edit_sends_no_sample(visit, world):
    before = prove_number(world, "clerk1")
    assert visit("clerk1").post(RECEIPT, form(do="send-0")).status_code == 403
    assert texts_to_number(OWN, before) == []
