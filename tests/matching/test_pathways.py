from dataclasses import replace
from itertools import permutations

import pytest

from matching.catalogue import CatalogueIndex
from matching.pathways import leads
from skills.guidance import Asked, Diploma, GuidanceRules
from skills.occupation import Bridge, BridgeGesture
from tests.small_guidance import FAR, HOME, NEAR, a_commune, a_session, an_offer, guiding
from tests.small_guidance import ON as TODAY

REFERENCE = guiding()


def order(asked: Asked, *offers, demanded=frozenset(), rules=None, reference=REFERENCE):
    index = CatalogueIndex(reference).fit(offers)
    return leads(asked, reference, index, frozenset(demanded), on=TODAY, rules=rules)


def codes(found) -> list[str]:
    return [lead.occupation.code for lead in found]


def reasons(found, code: str) -> list[str]:
    return [r.kind for lead in found if lead.occupation.code == code for r in lead.reasons]


def test_the_reasons_of_each_occupation_add_up_to_its_score():
    asked = Asked(("coudre",), ("O-SEWER",), ("C-INFUSE",), ("dust", "shifts"), leaves_at=420)
    for lead in order(asked, demanded={"F-LAYUP"}):
        assert lead.score == pytest.approx(sum(reason.weight for reason in lead.reasons))


def test_hands_learning_and_a_past_put_an_occupation_first_and_say_so():
    assert codes(order(Asked(("peindre",))))[0] == "O-PAINTER"
    assert codes(order(Asked(learnt=("C-GELCOAT",))))[0] == "O-PAINTER"
    found = order(Asked(past=("O-SEWER",)))
    assert codes(found)[0] == "O-SEWER"
    assert reasons(found, "O-LAMINATOR") == ["past"]


def test_a_bridge_that_a_person_confirmed_counts_by_the_gestures_named():
    told = Bridge(
        "O-SEWER", "O-PAINTER", "Le même geste.", "own",
        (BridgeGesture("C-GELCOAT", "tenir une épaisseur"),), (BridgeGesture("C-WELD", "autre"),),
    )  # fmt: skip
    asked = Asked(past=("O-SEWER",))
    assert reasons(order(asked), "O-PAINTER") == []
    found = order(asked, reference=guiding(bridges=(told,)))
    lead = next(one for one in found if one.occupation.code == "O-PAINTER")
    assert [(r.kind, r.weight) for r in lead.reasons] == [("past", 2.0)]
    assert lead.bridge.told == told
    assert lead.shared == ("C-GELCOAT",)


def test_gestures_named_for_one_occupation_count_in_another_that_uses_them():
    """A pastry cook who prepares moulds for a gelcoater prepares them for a moulder as well."""
    told = Bridge(
        "O-SEWER", "O-PAINTER", "Le même geste.", "own",
        (BridgeGesture("C-INFUSE", "tendre une bâche"),), (BridgeGesture("C-GELCOAT", "autre"),),
    )  # fmt: skip

    def laminator(past: str, *bridges: Bridge):
        found = order(Asked(past=(past,)), reference=guiding(bridges=bridges))
        return next(one for one in found if one.occupation.code == "O-LAMINATOR")

    before, after = laminator("O-SEWER"), laminator("O-SEWER", told)
    assert [(r.kind, r.weight) for r in before.reasons] == [("past", 1.0)]
    assert (before.missing, before.bridge.named) == (("C-INFUSE",), ())
    # Known with help (level 1), where the occupation asks for more.
    assert [(r.kind, r.weight) for r in after.reasons] == [("past", 2.0)]
    assert (after.missing, after.bridge.named) == ((), ("C-INFUSE",))
    assert laminator("O-PAINTER", told).reasons == ()


def test_a_gesture_that_a_person_says_is_missing_is_not_had_for_being_named_elsewhere():
    said = {
        "O-PAINTER": Bridge("O-SEWER", "O-PAINTER", "Le même geste.", "own",
                            (BridgeGesture("C-INFUSE", "tendre"),), ()),
        "O-LAMINATOR": Bridge("O-SEWER", "O-LAMINATOR", "Un tissu.", "own",
                              (BridgeGesture("C-DRAPE", "poser"),),
                              (BridgeGesture("C-INFUSE", "conduire un vide"),)),
    }  # fmt: skip
    found = order(Asked(past=("O-SEWER",)), reference=guiding(bridges=tuple(said.values())))
    lead = next(one for one in found if one.occupation.code == "O-LAMINATOR")
    assert (lead.shared, lead.missing) == (("C-DRAPE",), ("C-INFUSE",))
    assert lead.score == pytest.approx(2.0)  # one of the two gestures named


def test_a_gesture_both_learnt_and_liked_counts_once():
    found = order(Asked(("peindre",), learnt=("C-GELCOAT",)))
    assert reasons(found, "O-PAINTER") == ["learnt"]


def test_a_morning_team_that_begins_before_one_can_leave_is_lowered():
    found = order(Asked(("coudre",), leaves_at=360))
    assert codes(found)[0] == "O-SEWER"
    assert reasons(found, "O-LAMINATOR") == ["hands", "hours"]


@pytest.mark.parametrize(
    ("asked", "counts"),
    [
        (Asked(near=HOME, within_km=20), True),
        (Asked(near=HOME, within_km=5), False),
        (Asked(near=HOME, move="walk"), False),
        (Asked(near=HOME, move="car", leaves_at=500), False),
        (Asked(diploma=Diploma.NONE), False),
        (Asked(diploma=Diploma.CAP), True),
    ],
    ids=str,
)
def test_a_course_counts_when_one_can_enter_and_go_there_in_time(asked, counts):
    offer = an_offer("a", "C-GELCOAT", sessions=(a_session(30, at=NEAR),), level=4)
    assert ("course" in reasons(order(asked, offer), "O-PAINTER")) is counts


def test_the_points_are_those_that_the_page_gives():
    free = order(Asked(("peindre",)), rules=GuidanceRules(0, 0, 0, 0, 0, 0))
    assert codes(free) == sorted(codes(free))
    assert all(not lead.reasons for lead in free)


def test_age_does_not_change_the_order():
    asked = Asked(("coudre",), near=HOME, within_km=20, leaves_at=360)
    assert order(asked) == order(replace(asked, minor=True))


def test_two_communes_at_equal_travel_have_the_same_order():
    """North and south of the only town with courses: same way, same order, same points."""
    communes = {c.code: c for c in (a_commune(NEAR, 0), a_commune("N", 12), a_commune("S", -12))}
    reference = guiding(communes=communes)
    offers = [an_offer("a", "C-GELCOAT", sessions=(a_session(30, at=NEAR),))]
    for asked in (Asked(("coudre",), within_km=15), Asked(move="car", leaves_at=450)):
        north, south = (
            order(replace(asked, near=one), *offers, reference=reference) for one in ("N", "S")
        )
        assert north == south
        assert "course" in reasons(north, "O-PAINTER")


def test_the_order_in_which_things_are_ticked_changes_nothing():
    found = [order(Asked(tiles, limits=("dust",))) for tiles in permutations(("coudre", "peindre"))]
    assert found[0] == found[1]


def test_a_place_far_away_is_no_reason():
    offer = an_offer("a", "C-GELCOAT", sessions=(a_session(30, at=FAR),))
    assert "course" not in reasons(order(Asked(near=HOME, within_km=20), offer), "O-PAINTER")
