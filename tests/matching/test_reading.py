from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from matching.matcher import Matcher
from matching.results import InterviewReading, Polarity
from skills.need import Headcount
from tests.small_reference import small_reference

MATCHER = Matcher().fit(small_reference())
ON = date(2026, 11, 23)
ROAD = (
    "on galère à trouver des gars qui savent faire de l'infusion, il nous en faut trois pour "
    "septembre, pas besoin de {refused}"
)


def read(notes: str) -> InterviewReading:
    return MATCHER.propose(notes, on=ON)


def test_the_sentence_of_the_road_gives_infusion_three_people_and_september():
    (proposal,) = read(ROAD.format(refused="soudure")).proposals
    assert [m.code for m in proposal.competences] == ["C-INFUSE"]
    assert [m.code for m in proposal.not_asked] == ["C-WELD"]
    assert proposal.headcount == Headcount(3, 3)
    assert proposal.wanted_by == date(2027, 9, 1)
    assert proposal.sure
    assert proposal.difficult


def test_drapage_that_is_not_needed_is_recognised_and_shown_as_not_asked():
    reading = read(ROAD.format(refused="drapage"))
    polarities = {m.code: m.polarity for m in reading.linked.mentions}
    assert polarities == {"C-INFUSE": Polarity.ASKED, "C-DRAPE": Polarity.NOT_ASKED}


def test_two_occupations_counted_apart_are_two_needs():
    proposals = read("Il nous faut deux stratifieurs et un drapeur pour janvier.").proposals
    assert [(p.occupation.code, p.headcount.minimum) for p in proposals if p.occupation] == [
        ("O-LAMINATOR", 2),
        ("O-DRAPER", 1),
    ]
    assert {p.wanted_by for p in proposals} == {date(2027, 1, 1)}


def test_the_number_said_in_the_next_sentence_counts_the_people_of_the_one_before():
    (proposal,) = read("On cherche des stratifieurs. Il en faut quatre d'ici six mois.").proposals
    assert proposal.headcount == Headcount(4, 4)
    assert proposal.wanted_by == date(2027, 5, 23)


def test_an_occupation_has_the_only_day_and_number_that_its_paragraph_says_after_it():
    notes = "On cherche des stratifieurs. Il en faut quatre d'ici six mois."
    (job,) = read(notes).linked.occupations
    assert (job.headcount, job.when) == (Headcount(4, 4), date(2027, 5, 23))
    (job,) = read("On cherche des stratifieurs.\n\nVisite le 3 mars.").linked.occupations
    assert job.when is None
    first, second = read("Des stratifieurs. Et des drapeurs. Pour mars.").linked.occupations
    assert (first.when, second.when) == (None, date(2027, 3, 1))


def test_both_genders_of_an_occupation_are_one_mention():
    (mention,) = read("Recherche stratifieur / stratifieuse").linked.occupations
    assert mention.quote == "stratifieur / stratifieuse"


def test_notes_without_any_known_word_propose_nothing():
    assert read("Rendez-vous reporté, il pleut.").proposals == ()


def test_quotes_are_the_words_of_the_notes():
    notes = "- 2 stratifieur·euse\n- gel-coat : besoin !\n\nOn ne fait plus de drapage"
    reading = read(notes)
    for found in (*reading.linked.mentions, *reading.linked.occupations, *reading.proposals):
        assert notes[found.start : found.end] == found.quote
    assert {m.code: m.polarity for m in reading.linked.mentions} == {
        "C-GELCOAT": Polarity.ASKED,
        "C-DRAPE": Polarity.PAST,
    }


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_quote_is_in_it(notes: str):
    reading = read(notes)
    for found in (*reading.linked.mentions, *reading.linked.unlinked, *reading.proposals):
        assert notes[found.start : found.end] == found.quote


@given(st.lists(st.sampled_from([ROAD.format(refused="soudure"), "drapage", "2 drapeurs", "x"])))
def test_a_paragraph_added_never_changes_the_mentions_of_another(paragraphs: list[str]):
    text = "\n\n".join(paragraphs)
    alone = [m.code for p in paragraphs for m in read(p).linked.mentions]
    assert [m.code for m in read(text).linked.mentions] == alone


@given(st.permutations([ROAD.format(refused="soudure"), "drapage", "2 drapeurs", "é ; x", ""]))
def test_the_order_in_which_texts_are_read_changes_none(texts: list[str]):
    fresh = Matcher().fit(small_reference())
    assert [fresh.propose(text, on=ON) for text in texts] == [read(text) for text in texts]


def test_another_person_in_the_same_sentence_is_not_of_the_first_occupation():
    first, second = read("On cherche un drapeur et une personne pour l'infusion.").proposals
    assert first.quote == "On cherche un drapeur"
    assert first.occupation
    assert first.occupation.code == "O-DRAPER"
    assert second.occupation is None
    assert [m.code for m in second.competences] == ["C-INFUSE"]


def test_the_same_people_at_two_dates_are_two_needs_of_one_occupation():
    proposals = read("Il faut trois drapeurs pour septembre et deux autres en janvier.").proposals
    assert [(p.headcount.minimum, p.wanted_by) for p in proposals if p.headcount] == [
        (3, date(2027, 9, 1)),
        (2, date(2027, 1, 1)),
    ]
    assert {p.occupation.code for p in proposals if p.occupation} == {"O-DRAPER"}


def test_what_is_not_needed_is_no_need_by_itself():
    assert read("Pas besoin de soudure. L'infusion marche bien.").proposals[0].sure is False
    assert read("Pas besoin de soudure.").proposals == ()


def test_a_number_in_the_next_sentence_that_names_another_gesture_is_another_need():
    proposals = read("Il faut un drapeur.\nInfusion : 1 personne à former.").proposals
    assert [[m.code for m in p.competences] for p in proposals] == [[], ["C-INFUSE"]]
