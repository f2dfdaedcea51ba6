from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importers.base import find_importer
from data.importers.lheo_fields import european_level, imprecise_date, plain_text, web_address
from skills.errors import BadFile
from skills.territory import Point
from skills.training import (
    DatePrecision,
    DeliveryMode,
    EntryMode,
    ImpreciseDate,
    RecruitmentState,
    Rejected,
    TrainingOffer,
)

FIXTURES = Path(__file__).parent.parent / "fixtures" / "lheo"


def read(path: Path) -> tuple[list[TrainingOffer], list[Rejected]]:
    records = list(find_importer(path).read(path))
    offers = [r for r in records if isinstance(r, TrainingOffer)]
    return offers, [r for r in records if isinstance(r, Rejected)]


def read_text(folder: Path, text: str | bytes) -> tuple[list[TrainingOffer], list[Rejected]]:
    path = folder / "flux.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path)


def a_formation(title: str = "Infusion", *, number: str = "", body: str = "Organisme") -> str:
    attribute = f' numero="{number}"' if number else ""
    return (
        f"<formation{attribute}><intitule-formation>{title}</intitule-formation><action/>"
        "<organisme-formation-responsable>"
        f"<nom-organisme>{body}</nom-organisme>"
        "</organisme-formation-responsable></formation>"
    )


def a_flow(*formations: str) -> str:
    return f"<lheo><offres>{''.join(formations)}</offres></lheo>"


def test_a_flow_with_the_faults_of_real_life_keeps_its_offer():
    (offer,), _ = read(FIXTURES / "flow-2.2.xml")
    assert offer.key == "011111111111111/F1/A1"
    assert offer.objective == "Fabriquer une pièce :\ndrapage\ninfusion"
    assert offer.content == ""
    assert offer.certifications == ("RNCP38432",)
    assert (offer.level, offer.hours) == (3, 420)
    assert (offer.nsf, offer.formacodes, offer.romes) == (("225",), ("22871",), ("H3203",))


def test_sessions_keep_how_precisely_their_dates_are_known():
    (offer,), _ = read(FIXTURES / "flow-2.2.xml")
    first, second = offer.sessions
    assert first.starts_on == ImpreciseDate(date(2027, 9, 1), DatePrecision.MONTH)
    assert first.ends_on is None
    assert first.state is RecruitmentState.OPEN
    assert first.seats == 12
    assert first.place is not None
    assert first.place.point == Point(47.75, -3.37)
    assert second.starts_on == ImpreciseDate(date(2027, 9, 30))


def test_each_fault_is_reported_with_its_line_and_costs_only_itself():
    _, rejected = read(FIXTURES / "flow-2.2.xml")
    assert [(r.field, r.value, r.why) for r in rejected] == [
        ("SIRET", "011111111111111", "siret"),
        ("code-RNCP", "inconnu", "certification_number"),
        ("fin", "2027", "lheo_date"),
        ("action", "Sans action", "required"),
    ]
    assert all(r.line > 1 for r in rejected)


def test_a_2_3_flow_gives_one_offer_per_action_with_its_seats_and_modes():
    offers, rejected = read(FIXTURES / "flow-2.3.xml")
    first, second, *_ = offers
    assert (first.mode, first.hours, first.level) == (DeliveryMode.MIXED, 35, 3)
    assert first.certifications == ("RNCP38432", "RS1234")
    assert first.url == "https://exemple.invalid/reparer"
    assert first.prerequisites == "Savoir stratifier au contact."
    # The capacity of the cycle, else what the funders pay for together, else the call for entrants.
    assert [s.seats for s in (*first.sessions, *second.sessions)] == [8, 7, 5]
    assert first.sessions[0].entry is EntryMode.PERMANENT
    assert first.sessions[1].starts_on == ImpreciseDate(date(2028, 1, 1), DatePrecision.YEAR)
    assert second.mode is DeliveryMode.REMOTE
    assert [(r.field, r.why) for r in rejected] == [("geolocalisation", "coordinates")]


def test_two_bodies_that_number_from_1_and_a_number_given_twice_lose_no_offer():
    offers, _ = read(FIXTURES / "flow-2.3.xml")
    assert [offer.key for offer in offers[:4]] == [
        "00000000000111/1/A",
        "00000000000111/1/B",
        "0290000X/1/1",
        "0290000X/1/1#2",
    ]
    assert offers[2].provider.name == "ORGANISME D'ESSAI B"


def test_offers_without_number_keep_their_key_when_the_file_is_laid_out_otherwise(tmp_path: Path):
    formations = [a_formation("Infusion"), a_formation("Drapage")]
    on_one_line, _ = read_text(tmp_path, a_flow(*formations))
    on_many, _ = read_text(tmp_path, a_flow(*reversed(formations)).replace("><", ">\n<"))
    assert {o.key for o in on_one_line} == {o.key for o in on_many}
    assert len({o.key for o in on_one_line}) == 2


def test_a_fault_far_into_a_large_flow_names_its_line(tmp_path: Path):
    _, (rejected,) = read_text(
        tmp_path, "<lheo><offres>" + "\n" * 70_000 + "<formation/></offres></lheo>"
    )
    assert rejected.line == 70_001


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252", "UTF-16"])
def test_a_flow_in_a_declared_encoding_is_read(tmp_path: Path, encoding: str):
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n' + a_flow(a_formation("Modèle\n"))
    (offer,), _ = read_text(tmp_path, text.encode(encoding))
    assert offer.title == "Modèle"


@pytest.mark.parametrize(
    ("sample", "offers", "rejections"),
    [
        ("onisep-bts-quimperle-lheo2.2.xml", 1, 0),
        ("intercarif-flux-lheo2.2.xml", 1, 1),
        ("synthetic-composites-lheo2.3.xml", 1, 0),
    ],
)
def test_the_public_samples_go_in(shared: Path, sample: str, offers: int, rejections: int):
    read_offers, rejected = read(shared / "samples" / "lheo" / sample)
    assert (len(read_offers), len(rejected)) == (offers, rejections)
    assert all(o.title and o.provider.name and o.sessions for o in read_offers)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"nom;date\n", "unknown_format"),
        (b"<lheo><offres><formation>", "xml"),
        (b"<html/>", "not_lheo"),
        (b"\xff\xfe<", "xml"),
        (b"<lheo>R & D</lheo>", "xml"),
        (b'<?xml version="1.0" encoding="UTF-8"?><lheo>\xe9</lheo>', "encoding"),
        (b'<?xml version="1.0" encoding="klingon"?><lheo/>', "encoding"),
        (b'<!DOCTYPE lheo SYSTEM "lheo.dtd"><lheo/>', "entities"),
        (b'<!DOCTYPE l [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]><lheo/>', "entities"),
        (b'<!DOCTYPE lheo [<!ENTITY a "b">]><lheo>&a;</lheo>', "entities"),
        (b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><lheo>&x;</lheo>', "entities"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_says_why(
    tmp_path: Path, content: bytes, why: str
):
    path = tmp_path / "offres.xml"
    path.write_bytes(content)
    with pytest.raises(BadFile) as refused:
        read(path)
    assert refused.value.why == why


@pytest.mark.parametrize("place", ["<lheo>&l11;</lheo>", '<lheo numero="&l11;"/>'])
def test_a_billion_laughs_are_refused_at_once(tmp_path: Path, place: str):
    grown = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(BadFile, match="entities"):
        read_text(tmp_path, f'<!DOCTYPE lheo [<!ENTITY l0 "ha">{grown}]>{place}')


def test_an_unknown_entity_is_refused_at_its_line(tmp_path: Path):
    with pytest.raises(BadFile) as refused:
        read_text(tmp_path, "<lheo>\n<offres>\na&nbsp;b\n</offres></lheo>")
    assert (refused.value.why, refused.value.line) == ("xml", 3)


def test_what_stands_before_a_break_is_given_and_the_break_is_told(tmp_path: Path):
    path = tmp_path / "coupe.xml"
    path.write_text(a_flow(a_formation()).removesuffix("</lheo>"), "utf-8")
    records = find_importer(path).read(path)
    assert isinstance(next(records), TrainingOffer)
    with pytest.raises(BadFile, match="xml"):
        next(records)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path):
    with pytest.raises(BadFile, match="absent"):
        find_importer(tmp_path / "rien.xml")
    with pytest.raises(BadFile, match="folder"):
        find_importer(tmp_path)


@pytest.mark.parametrize(
    ("code", "level"), [("4", 3), ("5", 4), ("8", 7), ("13", 3), ("18", 8), ("0", None), ("", None)]
)
def test_old_and_new_level_codes_give_the_european_level(code: str, level: int | None):
    assert european_level(code) == level


@pytest.mark.parametrize("text", ["", "-", "00000000", "99999999"])
def test_an_unknown_date_is_none(text: str):
    assert imprecise_date(text) is None


@given(st.dates(), st.sampled_from(DatePrecision))
def test_a_date_is_read_back_with_its_precision(day: date, precision: DatePrecision):
    year = f"{day.year:04}"
    written, first = {
        DatePrecision.DAY: (f"{year}{day:%m%d}", day),
        DatePrecision.MONTH: (f"{year}{day:%m}00", day.replace(day=1)),
        DatePrecision.YEAR: (f"{year}0000", day.replace(month=1, day=1)),
    }[precision]
    assert imprecise_date(written) == ImpreciseDate(first, precision)


@given(st.text(st.sampled_from("0123456789-/ é"), max_size=9))
def test_what_is_no_date_is_none_or_a_value_error(text: str):
    try:
        found = imprecise_date(text)
    except ValueError:
        return
    assert found is None or found.day.year == int(text[:4])


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Drapage  de plis", "Drapage de plis"),
        ("épaisseur < 3 mm et > 1 mm", "épaisseur < 3 mm et > 1 mm"),
        ("<p>R&amp;D</p><ul><li>moule</li></ul>", "R&D\nmoule"),
        ("<script>alert(1)</script>moule", "moule"),
        ("-", ""),
    ],
    ids=["plain", "comparison", "markup", "script", "dash"],
)
def test_texts_lose_their_markup_and_nothing_else(text: str, plain: str):
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://exemple.invalid/a", "https://exemple.invalid/a"),
        ("www.exemple.invalid", "https://www.exemple.invalid"),
        ("javascript:alert(1)", ""),
        ("voir le site", ""),
    ],
)
def test_only_an_address_of_the_web_is_kept(text: str, address: str):
    assert web_address(text) == address
