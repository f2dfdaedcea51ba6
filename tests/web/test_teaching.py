"""A body says what its own course teaches: it wins, is dated, outlives imports, and is undone."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from data.readers import load_reference
from data.storage.offer_records import remove_offer
from data.storage.offers import list_offers
from matching.matcher import Matcher
from skills.account import VISITOR, Role
from skills.organisation import Organisation, OrganisationKind
from skills.teaching_statement import speaks_for
from skills.training import Provider, TeachingBasis, TrainingOffer
from tests.web.people import a_person, an_organisation, signed_in
from web.flows.duplicates import catalogue_offers
from web.flows.importing import save_taught

ON = date(2026, 11, 23)
MATCHER = Matcher().fit(load_reference())
MINE = Provider("Maison des Résines", "00010100000011")
THEIRS = Provider("Autre maison", "00020200000011")


def offer(source: str, key: str, provider: Provider = MINE, **facts: object) -> TrainingOffer:
    told = {"content": "Infusion sous vide. Application du gelcoat.", **facts}
    return TrainingOffer(source, key, "Résines", provider, **told)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def body(real_site: TestClient) -> TestClient:
    app = real_site.app
    with Session(app.state.engine) as db:
        offers = [offer("lheo", "M"), offer("lheo", "T", THEIRS)]
        save_taught(db, MATCHER, offers, on=ON)
        db.commit()
    house = an_organisation(
        app, Role.TRAINING_BODY, "Maison des Résines", siret="00010100000029", verified=True
    )
    person = a_person(
        app, Role.TRAINING_BODY, email="t@essai.example", organisation=house, name="Mme Résine"
    )
    return signed_in(app, person)


def number(site: TestClient, key: str) -> int:
    with Session(site.app.state.engine) as db:
        return next(o.id or 0 for o in list_offers(db, visible_to=VISITOR) if o.key == key)


def taught(site: TestClient, key: str = "M") -> dict[str, tuple[TeachingBasis, int | None]]:
    with Session(site.app.state.engine) as db:
        found = next(o for o in catalogue_offers(db, MATCHER) if o.key == key)
    return {one.code: (one.basis, one.level) for one in found.teaches}


def say(site: TestClient, code: str, said: str, level: str = "", **more: str) -> int:
    path = f"/formations/{number(site, 'M')}/enseigne"
    data = {"code": code, "said": said, "level": level, **more}
    return int(site.post(path, data=data).status_code)


def test_a_body_confirms_corrects_and_adds_and_it_wins(body):
    assert taught(body)["C-INFUSE"][0] is TeachingBasis.TEXT
    assert say(body, "C-INFUSE", "yes", "2") == 303
    assert say(body, "C-GELCOAT-APPLY", "no") == 303
    assert say(body, "C-DRAPE-COMPLEX", "yes", "1") == 303
    found = taught(body)
    assert found["C-INFUSE"] == (TeachingBasis.PROVIDER, 2)
    assert found["C-DRAPE-COMPLEX"] == (TeachingBasis.PROVIDER, 1)
    assert "C-GELCOAT-APPLY" not in found
    page = signed_in(body.app, None).get(f"/formations/{number(body, 'M')}").text
    assert "par Maison des Résines le" in page
    assert "Mme Résine" not in page  # the person is named on the body's own page alone
    assert "n&#39;enseigne pas" in page or "n'enseigne pas" in page
    own = body.get(f"/formations/{number(body, 'M')}/enseigne").text
    assert "Mme Résine" in own


def test_what_it_said_outlives_what_the_source_says_next_and_even_its_loss(body):
    before = taught(body)
    with Session(body.app.state.engine) as db:
        changed = offer("lheo", "M", content="Drapage. Infusion. Gelcoat. Soudage.")
        save_taught(db, MATCHER, [changed], on=ON)
        db.commit()
    after = taught(body)
    assert {code: after[code] for code in ("C-INFUSE", "C-DRAPE-COMPLEX")} == {
        code: before[code] for code in ("C-INFUSE", "C-DRAPE-COMPLEX")
    }
    assert "C-GELCOAT-APPLY" not in after
    with Session(body.app.state.engine) as db:
        remove_offer(db, "lheo", "M")
        save_taught(db, MATCHER, [offer("lheo", "M")], on=ON)
        db.commit()
    assert taught(body)["C-DRAPE-COMPLEX"] == (TeachingBasis.PROVIDER, 1)


def test_it_holds_for_the_offer_that_several_sources_make(body):
    with Session(body.app.state.engine) as db:
        twin = offer("onisep", "M2", hours=35)
        save_taught(db, MATCHER, [twin], on=ON)
        db.commit()
        (merged,) = [o for o in catalogue_offers(db, MATCHER) if o.key == "M"]
    assert len(merged.records) == 2
    assert "C-GELCOAT-APPLY" not in {one.code for one in merged.teaches}
    assert merged.not_taught == ("C-GELCOAT-APPLY",)
    with Session(body.app.state.engine) as db:
        remove_offer(db, "onisep", "M2")
        db.commit()


def test_every_saying_is_undone_and_what_was_read_stands_again(body):
    path = f"/formations/{number(body, 'M')}/enseigne"
    page = body.get(path).text
    for number_ in {int(part.split("/")[0]) for part in page.split(f"{path}/")[1:]}:
        assert body.post(f"{path}/{number_}/annuler").status_code == 303
        assert body.post(f"{path}/{number_}/annuler").status_code == 404
    found = taught(body)
    assert found["C-GELCOAT-APPLY"][0] is TeachingBasis.TEXT
    assert "C-DRAPE-COMPLEX" not in found


def test_all_that_was_read_is_confirmed_at_once(body):
    assert say(body, "C-INFUSE", "", all="yes") == 303
    assert taught(body)["C-INFUSE"] == (TeachingBasis.PROVIDER, None)
    assert say(body, "C-GELCOAT-APPLY", "") == 303  # left as it was read: nothing is said
    assert taught(body)["C-GELCOAT-APPLY"][0] is TeachingBasis.TEXT


def test_a_body_is_led_to_its_own_courses(body):
    assert "/formations?siret=000101000" in body.get("/formations").text
    mine = body.get("/formations?siret=000101000").text
    assert f"/formations/{number(body, 'M')}" in mine
    assert f"/formations/{number(body, 'T')}" not in mine
    assert "dire ce qu" not in signed_in(body.app, None).get("/formations").text


def test_nobody_speaks_for_another_body(body):
    theirs = f"/formations/{number(body, 'T')}/enseigne"
    assert body.get(theirs).status_code == 404
    assert (
        body.post(theirs, data={"code": "C-DRAPE-COMPLEX", "said": "yes", "level": ""}).status_code
        == 404
    )
    assert "Confirmer ou corriger" not in body.get(f"/formations/{number(body, 'T')}").text
    visitor = signed_in(body.app, None)
    assert visitor.get(f"/formations/{number(body, 'M')}/enseigne").status_code == 303


@pytest.mark.parametrize(
    ("code", "said", "level"),
    [("C-NOTHING", "yes", ""), ("C-DRAPE-COMPLEX", "perhaps", "")],
)
def test_what_the_page_does_not_offer_is_refused(body, code: str, said: str, level: str):
    assert say(body, code, said, level) == 422


HOUSE = Organisation(OrganisationKind.TRAINING_BODY, "Maison", "00010100000011", verified=True)


@pytest.mark.parametrize(
    ("organisation", "provider", "speaks"),
    [
        (HOUSE, Provider("Autre nom", "00010100000099"), True),
        (HOUSE, Provider("Maison", "00020200000011"), False),
        (HOUSE, Provider("MAISON"), True),
        (HOUSE, Provider("Maison du Bois"), False),
        (replace(HOUSE, verified=False), Provider("Maison", "00010100000011"), False),
        (replace(HOUSE, siret=""), Provider("Maison", "00010100000011"), True),
    ],
)
def test_an_organisation_speaks_for_its_own_courses(organisation, provider, speaks):
    assert speaks_for(organisation, provider) is speaks


def test_a_saying_has_its_day(body):
    say(body, "C-DRAPE-COMPLEX", "yes", "4")
    page = body.get(f"/formations/{number(body, 'M')}").text
    assert str(datetime.now(UTC).year) in page.split("confirmé")[1][:200]
