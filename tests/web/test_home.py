"""The home page's doors and figures, by reader."""

import pytest
from fastapi.testclient import TestClient

from skills.account import Role
from tests.web.people import LORIENT, a_person, an_organisation, signed_in


@pytest.mark.parametrize("role", [None, Role.MANAGER, Role.TRAINING_BODY], ids=str)
def test_only_a_long_menu_folds_and_its_pages_stay_links(real_site: TestClient, role: Role | None):
    person = None
    if role is not None:
        person = a_person(
            real_site.app,
            role,
            email=f"menu-{role.value}@essai.example",
            organisation=an_organisation(real_site.app, role, f"Menu {role.value}"),
            perimeter=(LORIENT,),
        )
    menu = signed_in(real_site.app, person).get("/").text.partition("</header>")[0]
    before, _, folded = menu.partition('<details class="more">')
    assert bool(folded) is (role is Role.MANAGER)
    assert 'href="/metiers"' in before
    assert 'href="/aides"' in (folded or before)
    own = "/compte" if role else "/connexion"
    assert f'href="{own}"' in (folded or before)


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        (None, ("/declarer",), ("/entretiens/nouveau", "Besoins confirmés")),
        (Role.INTERVIEWER, ("/entretiens/nouveau", "Besoins confirmés"), ("/connexion",)),
        (Role.EMPLOYER, ("Voir les besoins",), ("/entretiens/nouveau", "<dt>Entretiens")),
        (Role.SCHOOL, ("/manques",), ("Besoins confirmés", "/entretiens", "/connexion")),
        (Role.ADMINISTRATOR, ("/administration",), ("Besoins confirmés", "/entretiens")),
    ],
    ids=str,
)
def test_the_home_page_shows_only_doors_that_open(
    real_site: TestClient, role: Role | None, shown: tuple[str, ...], hidden: tuple[str, ...]
):
    person = None
    if role is not None:
        person = a_person(
            real_site.app,
            role,
            email=f"{role.value}@essai.example",
            organisation=an_organisation(real_site.app, role, f"Organisation {role.value}"),
            perimeter=(LORIENT,),
        )
    page = signed_in(real_site.app, person).get("/").text
    assert [words for words in shown if words not in page] == []
    assert [words for words in hidden if words in page] == []


def test_the_doors_lead_to_the_occupations_and_to_the_class(real_site: TestClient):
    client = signed_in(real_site.app, None)
    page = client.get("/").text
    for path in ("/metiers", "/metiers?geste=coudre", "/passerelles", "/classe", "/parcours"):
        assert f'href="{path}"' in page
        assert client.get(path).status_code == 200
