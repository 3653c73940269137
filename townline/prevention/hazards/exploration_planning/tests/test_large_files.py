"""A large file of places is read and taken by jobs; its page shows how far they are."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from townline.prevention.hazards.exploration_planning import tasks
from townline.prevention.hazards.exploration_planning.models import PlaceFile, Section
from townline.prevention.hazards.exploration_planning.services import place_jobs
from townline.prevention.hazards.exploration_planning.tests.town import file, street

pytestmark = pytest.mark.django_db
URL = "/hazards/where-next/data/"


@pytest.fixture
def client(world, visit, monkeypatch):
    monkeypatch.setattr(place_jobs, "AT_ONCE_BYTES", 10)
    return visit("roads.officer")


def upload_file(client, *streets):
    ((name, content),) = file(*streets).items()
    answer = client.post(URL, {"kind": "section", "files": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    return answer.headers["Location"], PlaceFile.objects.get(taken_at=None)


def page(client, url):
    return client.get(url).content.decode()


def test_it_is_read_and_taken_by_jobs(client):
    url, waiting = upload_file(client, street(0), street(1))
    assert "파일을 읽는 중" in page(client, url)
    tasks.read_places(waiting.id)
    ready = page(client, url)
    assert ("<progress" in ready, "새 자료 2건" in ready) == (False, True)
    assert not Section.objects.exists()
    client.post(url)
    assert "가져오는 중" in page(client, url)
    tasks.take_places(waiting.id, waiting.brought_by_id, "도로과")
    assert Section.objects.count() == 2
    assert client.get(url).headers["Location"] == URL
    tasks.take_places(waiting.id, waiting.brought_by_id, "도로과")
    assert PlaceFile.objects.exclude(taken_at=None).count() == 1


def test_what_is_wrong_with_it_is_shown_and_nothing_is_taken(client):
    url, waiting = upload_file(client, street(0), street(0, surface="sea"))
    tasks.read_places(waiting.id)
    shown = page(client, url)
    assert "고칠 곳이 1곳" in shown
    tasks.take_places(waiting.id, waiting.brought_by_id, "도로과")
    assert not Section.objects.exists()
    assert "고칠 곳이 1곳" in page(client, url)


def test_a_job_that_fell_can_be_started_anew(client, monkeypatch):
    url, waiting = upload_file(client, street(0))
    with monkeypatch.context() as broken:
        broken.setattr(place_jobs, "places_read", _falls)
        with pytest.raises(RuntimeError):
            tasks.read_places(waiting.id)
    assert "멈추었습니다" in page(client, url)
    client.post(url, {"read": "1"})
    tasks.read_places(waiting.id)
    assert "새 자료 1건" in page(client, url)


def _falls(*_arguments):
    raise RuntimeError("killed")
