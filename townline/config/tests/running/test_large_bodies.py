"""Who sends more than is taken reads the answer, from the processes as they really run."""

import httpx
import pytest

from townline.config.tests.running.installation import House

SIZE = 40_000_000


def _body():
    for _ in range(SIZE // 1_000_000):
        yield bytes(1_000_000)


@pytest.mark.parametrize("chunked", [False, True], ids=["with its length", "in chunks"])
def test_a_refusal_of_a_large_body_is_read(house: House, chunked: bool) -> None:
    headers = {"X-OpenRosa-Version": "1.0", "Content-Type": "multipart/form-data; boundary=x"}
    with house.client() as client:
        house.until_ready(client)
        answer = client.post(
            f"/openrosa/{'x' * 32}/submission", headers=headers,
            content=_body() if chunked else bytes(SIZE),
        )  # fmt: skip
        assert answer.status_code == httpx.codes.UNAUTHORIZED, answer.text
        assert "OpenRosaResponse" in answer.text
        assert client.get("/healthz").status_code == 200
