import pytest
from fastapi.testclient import TestClient


def test_every_aid_has_its_page_with_its_source(real_site: TestClient):
    reference = real_site.app.state.vocabulary.latest.matcher.reference_
    listed = real_site.get("/aides").text
    for code, aid in reference.aids.items():
        assert f'href="/aides/{code}"' in listed
        shown = real_site.get(f"/aides/{code}")
        assert shown.status_code == 200
        assert aid.url in shown.text.replace("&amp;", "&")


def test_a_case_gets_a_reasoned_answer_for_each_aid(real_site: TestClient):
    asked = "/aides?pour=project&taille=large&commune=56121&nature=decarbonation&montant=1,5 M€"
    text = real_site.get(asked).text
    assert "non : </span>TPE ou PME : moins de 250 salariés" in text
    assert "oui : </span>Investissement de 100 000 € à 3 M€" in text


def test_a_stale_aid_never_says_yes(real_site: TestClient):
    text = real_site.get("/aides?pour=project&taille=very_small&nature=innovation").text
    assert "à revérifier avant de compter dessus" in text
    for card in text.split('<article class="card">')[1:]:
        stale = "à revérifier" in card
        assert not (stale and '<span class="badge badge-good">' in card)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("montant=-3", "Un montant ne peut pas être négatif."),
        ("montant=beaucoup", "Écrivez un montant"),
        ("montant=1.200", "Milliers ou décimales"),
        ("pour=rien", "Choisissez dans la liste."),
        ("pour=project&commune=00000", "Choisissez la commune dans la liste."),
    ],
)
def test_a_wrong_question_is_asked_again_with_what_was_typed(
    real_site: TestClient, query: str, said: str
):
    answer = real_site.get(f"/aides?{query}")
    assert answer.status_code == 422
    assert said in answer.text


def test_an_unknown_aid_is_not_found(real_site: TestClient):
    assert real_site.get("/aides/rien").status_code == 404
