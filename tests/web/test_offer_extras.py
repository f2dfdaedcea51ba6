from pathlib import Path

from data.importers.lheo import LheoImporter
from skills.training import Provider, TrainingOffer
from web.flows.offer_extras import told_extras

FLOW = Path(__file__).parent.parent / "fixtures" / "lheo" / "flow-2.3.xml"


def test_what_a_flow_says_besides_is_told_in_the_words_of_its_format(shared: Path):
    path = shared / "samples" / "lheo" / "onisep-bts-quimperle-lheo2.2.xml"
    (offer,) = LheoImporter().read(path)
    assert isinstance(offer, TrainingOffer)
    told = dict(told_extras(offer))
    assert told["Type de parcours de formation"] == "mixte"
    assert told["Rythme de la formation"] == "Temps plein"
    assert told["Hébergement"] == "Internat garçons-filles"
    assert told["Téléphone de l'organisme"] == "01 99 00 00 00"
    assert not any(value.startswith("<") or "@" in value for value in told.values())


def test_another_source_says_it_in_its_own():
    offer = TrainingOffer("onisep", "1", "Cours", Provider("A"), extras=(("durée", "2 ans"),))
    assert told_extras(offer) == (("durée", "2 ans"),)


def test_a_long_text_is_told_to_its_end_and_what_is_not_known_is_not_told(shared: Path):
    path = shared / "samples" / "lheo" / "onisep-bts-quimperle-lheo2.2.xml"
    (offer,) = LheoImporter().read(path)
    assert isinstance(offer, TrainingOffer)
    told = dict(told_extras(offer))
    assert len(told["Résultats attendus de la formation"]) > 400
    assert told["Résultats attendus de la formation"].endswith(".")
    assert not any("non communiqué" in value for value in told.values())


def test_seats_that_are_paid_for_and_the_fewest_people_are_told():
    offer = next(
        one for one in LheoImporter().read(FLOW) if isinstance(one, TrainingOffer) and one.sessions
    )
    assert told_extras(offer) == (
        ("Places financées", "Collectivité territoriale - Conseil régional : 4 ; OPCO : 3"),
        ("Effectif minimal pour ouvrir", "4 personnes (session : 1er février 2027)"),
    )


def test_a_language_is_told_by_its_name():
    said = (("action/langue-formation", "FR"), ("action/langue-formation[2]", "xx"))
    offer = TrainingOffer("lheo", "1", "Cours", Provider("A"), extras=said)
    name = "Langue utilisée lors de la formation"
    assert told_extras(offer) == ((name, "français"), (name, "xx"))
