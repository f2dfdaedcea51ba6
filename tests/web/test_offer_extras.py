from pathlib import Path

from data.importers.lheo import LheoImporter
from skills.training import Provider, TrainingOffer
from web.flows.offer_extras import told_extras


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
