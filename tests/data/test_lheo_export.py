"""LHEO out: strict, and nothing lost when it comes back in."""

from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from data.exporters.lheo import write_lheo
from data.formats.lheo_schema import NAMESPACE, schema
from data.importers.lheo import LheoImporter
from skills.territory import Point
from skills.training import (
    DatePrecision,
    DeliveryMode,
    EntryMode,
    ImpreciseDate,
    Place,
    Provider,
    RecruitmentState,
    Rejected,
    TrainingOffer,
    TrainingSession,
)

FIXTURES = Path(__file__).parent.parent / "fixtures" / "lheo"
OWN = TrainingOffer(
    source="tableau",
    key="T1",
    title="Infusion sous vide",
    provider=Provider("Organisme inventé", "00000000000111"),
    content="Mouler & démouler",
    certifications=("RNCP38432", "RS1234"),
    nsf=("225",),
    level=4,
    hours=70,
    cost=1250.5,
    public="demandeurs d'emploi",
    funding=("OPCO", "Région"),
    blocks=("RNCP38432BC01",),
    extras=(("durée / mois", "2"),),
    sessions=(
        TrainingSession(
            "S1",
            ImpreciseDate(date(2027, 9, 1), DatePrecision.MONTH),
            place=Place("56121", "Lorient", "56100", Point(47.7486, -3.37)),
            seats=12,
            entry=EntryMode.PERMANENT,
            state=RecruitmentState.OPEN,
        ),
        TrainingSession("S2", ImpreciseDate(date(2028, 1, 10))),
    ),
)


def written(*offers: TrainingOffer) -> bytes:
    return b"".join(write_lheo(offers))


def read(folder: Path, content: bytes) -> list[TrainingOffer]:
    path = folder / "flux.xml"
    path.write_bytes(content)
    records = LheoImporter().read(path)
    return [one for one in records if isinstance(one, TrainingOffer)]


def problems(content: bytes) -> list[str]:
    """Where a file leaves the format, by our own reading of its definition."""
    root = etree.fromstring(content)
    return [problem for element in root.iter() for problem in _problems(element)]


def _problems(element: etree._Element) -> list[str]:
    name = etree.QName(element).localname
    if etree.QName(element).namespace != NAMESPACE or name not in schema():
        return [f"{element.tag}: unknown"]
    content = schema()[name]
    found = []
    if content.kind == "children":
        names = [etree.QName(child).localname for child in element]
        order = [child.name for child in content.children]
        if sorted(names, key=lambda n: order.index(n) if n in order else -1) != names:
            found.append(f"{name}: order {names}")
        found += [
            f"{name}/{child.name}: {names.count(child.name)} times"
            for child in content.children
            if not child.least <= names.count(child.name) <= child.most
        ]
    elif not content.takes(element.text or ""):
        found.append(f"{name}: {element.text!r}")
    return found + [
        f"{name}/@{key}={value!r}"
        for key, value in element.attrib.items()
        if not content.takes_attribute(str(key), str(value))
    ]


@cache
def xsd(shared: Path) -> etree.XMLSchema:
    """The schema derived from the official definition: not the official one."""
    return etree.XMLSchema(file=str(shared / "samples" / "lheo" / "lheo-2.3-derived.xsd"))


@pytest.mark.parametrize("flow", ["flow-2.2.xml", "flow-2.3.xml"])
def test_what_was_read_is_written_strictly_and_read_back_the_same(flow: str, tmp_path: Path):
    offers = read(tmp_path, (FIXTURES / flow).read_bytes())
    content = written(*offers)
    assert problems(content) == []
    assert read(tmp_path, content) == offers


@pytest.mark.parametrize(
    "sample",
    [
        "onisep-bts-quimperle-lheo2.2.xml",
        "intercarif-flux-lheo2.2.xml",
        "synthetic-composites-lheo2.3.xml",
    ],
)
def test_the_public_samples_leave_as_they_came(shared: Path, sample: str, tmp_path: Path):
    offers = read(tmp_path, (shared / "samples" / "lheo" / sample).read_bytes())
    content = written(*offers)
    xsd(shared).assertValid(etree.fromstring(content))
    assert read(tmp_path, content) == offers


def test_extras_and_misspelt_elements_are_kept_and_no_name_of_a_person(shared: Path):
    path = shared / "samples" / "lheo" / "intercarif-flux-lheo2.2.xml"
    offer, _ = LheoImporter().read(path)
    assert isinstance(offer, TrainingOffer)
    extras = dict(offer.extras)
    assert extras["contact-formation/coordonneFs/adresse/ville"] == "Montreuil"
    assert extras["action/organisme-financeur/extras/extra[3]"].startswith("Programme régional")
    told = dict(offer.sessions[0].extras)
    assert told["extras[2]/@info"] == "eligibilite-cpf"
    assert told["extras[2]/extra"].startswith("COPANEF")
    assert "Prenom" not in repr(offer)
    assert "Madame" not in repr(offer)


def test_a_course_of_another_source_is_written_with_what_is_known(shared: Path, tmp_path: Path):
    content = written(OWN)
    assert problems(content) == []
    xsd(shared).assertValid(etree.fromstring(content))
    first, second = read(tmp_path, content)  # a place and a way of entering make an action
    assert first.sessions[0].starts_on == OWN.sessions[0].starts_on
    assert first.sessions[0].place == OWN.sessions[0].place
    assert (first.sessions[0].seats, first.sessions[0].entry) == (12, EntryMode.PERMANENT)
    assert (second.sessions[0].place, second.sessions[0].entry) == (None, None)
    for name in ("title", "content", "certifications", "nsf", "level", "hours", "cost", "public"):
        assert getattr(first, name) == getattr(OWN, name), name
    assert first.mode is None  # the format demands one: ours says that it is not known
    assert ("durée / mois", "2") in first.extras


def test_what_nobody_said_is_written_as_a_stand_in_that_says_so():
    root = etree.fromstring(written(TrainingOffer("x", "1", "Drapage", Provider("A"))))
    action = root.find(".//{*}action")
    assert action is not None
    assert action.findtext("{*}modalites-enseignement") == "0"
    told = {
        extra.get("info")
        for extra in root.iterfind(".//{*}extras[@info='matrice-non-communique']/{*}extra")
    }
    assert {"modalites-enseignement", "session", "certifiante"} <= told


def test_long_texts_are_cut_lines_of_addresses_folded_and_both_come_back(
    shared: Path, tmp_path: Path
):
    flow = (
        "<lheo><offres><formation><intitule-formation>Infusion</intitule-formation>"
        f"<contenu-formation>{'mot ' * 1000}</contenu-formation><action><lieu-de-formation>"
        f"<coordonnees><adresse><ligne>{'rue ' * 30}</ligne><codepostal>5610</codepostal>"
        "<ville>Lorient</ville></adresse></coordonnees></lieu-de-formation><session/></action>"
        "</formation></offres></lheo>"
    )
    offers = read(tmp_path, flow.encode())
    content = written(*offers)
    xsd(shared).assertValid(etree.fromstring(content))
    lines = etree.fromstring(content).findall(".//{*}lieu-de-formation//{*}ligne")
    assert [len(line.text or "") <= 50 for line in lines] == [True, True, True]
    assert read(tmp_path, content) == offers


def test_a_place_that_names_a_person_alone_is_no_place(tmp_path: Path):
    flow = (
        "<lheo><offres><formation><intitule-formation>Infusion</intitule-formation><action>"
        "<lieu-de-formation><coordonnees><prenom>Inventé</prenom></coordonnees></lieu-de-formation>"
        "<lieu-de-formation><coordonnees><adresse><ville>Lorient</ville></adresse></coordonnees>"
        "</lieu-de-formation><session/></action></formation></offres></lheo>"
    )
    offers = read(tmp_path, flow.encode())
    assert [session.place for session in offers[0].sessions] == [Place(city="Lorient")]
    assert read(tmp_path, written(*offers)) == offers


def test_actions_of_one_formation_stand_together(tmp_path: Path):
    offers = read(tmp_path, (FIXTURES / "flow-2.3.xml").read_bytes())
    formations = etree.fromstring(written(*offers)).findall(".//{*}formation")
    assert [len(f.findall("{*}action")) for f in formations] == [2, 1, 1, 1]


WORDS = ("-", "", "0", "1", "13", "225", "H3203", "20270901", "00000000", "Lorient", " é ",
         "&lt;p&gt;a&amp;amp;lt;b&lt;/p&gt;", "56100", "12,5", "x" * 60, "y " * 300, "Ünï\tcode",
         "00000000000111", "RNCP38432", "www.exemple.invalid", "a < b & c", "20270931")  # fmt: skip
NAMES = ("coordonneFs", "inconnu", *sorted(schema()))
ATTRIBUTES = (("numero", "1"), ("numero", "a/b"), ("ref", "V12"), ("datemaj", "20260101"),
              ("horodatage-creation", "2026-01-01T00:00:00Z"), ("horodatage-creation", "hier"),
              ("info", "type-action"), ("uri", "a b"))  # fmt: skip


def grown(name: str, rng: Random, depth: int = 0) -> etree._Element:
    """An element roughly as the format says, with the faults of real flows."""
    made = etree.Element(name)
    if rng.random() < 0.1:
        made.set(*rng.choice(ATTRIBUTES))
    content = schema().get(name)
    if content is None or content.kind != "children":
        kind = content.codes if content and content.codes and rng.random() < 0.7 else WORDS
        made.text = rng.choice(kind)
    elif depth < 7:
        for child in content.children:
            most = min(child.most, 3 if depth < 3 else 2)
            times = most + 6 if rng.random() < 0.02 else rng.randint(0, most)
            if times and (depth < 3 or rng.random() < 0.5):
                made.extend(grown(child.name, rng, depth + 1) for _ in range(times))
    if depth < 4 and rng.random() < 0.08:
        made.append(grown(rng.choice(NAMES), rng, 6))
    return made


@given(st.integers(0, 2**32))
@settings(max_examples=60)
def test_whatever_a_flow_holds_it_is_written_strictly_and_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, seed: int
):
    folder, rng = tmp_path_factory.mktemp("flux"), Random(seed)
    root = etree.Element("lheo")
    offres = etree.SubElement(root, "offres")
    for _ in range(rng.randint(1, 3)):
        formation = grown("formation", rng)
        title = etree.Element("intitule-formation")
        title.text = "Infusion"
        formation.insert(0, title)
        formation.append(etree.Element("action"))
        offres.append(formation)
    offers = read(folder, etree.tostring(root, encoding="UTF-8"))
    assert offers
    content = written(*offers)
    assert problems(content) == []
    again = read(folder, content)
    assert [one.key for one in again] == [one.key for one in offers]
    for one, other in zip(again, offers, strict=True):
        for field in fields(one):
            assert getattr(one, field.name) == getattr(other, field.name), field.name


def test_a_rejection_stays_one_and_its_value_is_kept(tmp_path: Path):
    path = FIXTURES / "flow-2.2.xml"
    offers = [one for one in LheoImporter().read(path) if isinstance(one, TrainingOffer)]
    back = tmp_path / "retour.xml"
    back.write_bytes(written(*offers))
    again = [one for one in LheoImporter().read(back) if isinstance(one, Rejected)]
    assert {one.value for one in again} == {"011111111111111", "inconnu", "2027"}


def test_the_mode_is_written_by_its_code(tmp_path: Path):
    offer = TrainingOffer("x", "1", "Drapage", Provider("A"), mode=DeliveryMode.REMOTE)
    (back,) = read(tmp_path, written(offer))
    assert back.mode is DeliveryMode.REMOTE
