from fastapi.testclient import TestClient

from web.security import LARGEST_BODY


def test_every_answer_forbids_scripts_and_styles_of_others(site: TestClient):
    for path in ("/", "/api/v1/needs", "/nulle-part"):
        policy = site.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_a_write_from_another_site_is_refused(site: TestClient):
    for headers in (
        {"Origin": "https://ailleurs.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        answer = site.post("/entretiens", data={"firm": "x"}, headers=headers)
        assert answer.status_code == 403


def test_a_host_that_is_not_the_sites_own_is_refused(site: TestClient):
    assert site.get("/", headers={"Host": "matrice.example"}).status_code == 421


def test_a_huge_body_is_refused(site: TestClient):
    answer = site.post("/entretiens", content=b"x" * (LARGEST_BODY + 1))
    assert answer.status_code == 413


def test_pages_ask_nothing_of_other_sites(site: TestClient):
    for path in ("/", "/entretiens", "/entretiens/nouveau", "/besoins", "/manques"):
        page = site.get(path).text
        assert "http://" not in page
        assert "https://" not in page
        assert " style=" not in page
