"""The ontology as SKOS (W3C), in Turtle or JSON-LD, and read back.

One concept per family, competence and occupation, in one scheme. What SKOS has no word for (levels,
requirements, grants) goes out as tables instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from skills.reference import Reference

FORMATS = {"turtle": "turtle", "jsonld": "json-ld"}
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
_MATCHES = {
    "exact": SKOS.exactMatch,
    "close": SKOS.closeMatch,
    "broad": SKOS.broadMatch,
    "narrow": SKOS.narrowMatch,
}
# Only ESCO gives its concepts addresses; the codes of the other frameworks are notes.
_ADDRESSED = "esco"


@dataclass(frozen=True, slots=True)
class SkosConcept:
    """What SKOS carries of one concept; ``kind`` is famille, competence or metier."""

    kind: str
    code: str
    label: str
    label_en: str
    definition: str
    source: str
    broader: str  # code of the family, or empty
    alternatives: tuple[tuple[str, str], ...]  # (words, language), sorted
    matches: tuple[tuple[str, str], ...]  # (match, address), sorted


def concepts_of(reference: Reference) -> Iterator[SkosConcept]:
    """What goes out, by kind then code."""
    matches: dict[str, list[tuple[str, str]]] = {}
    for link in reference.crosswalks:
        if link.scheme == _ADDRESSED:
            matches.setdefault(link.code, []).append((link.match, link.target))
    for family in reference.families.values():
        words = tuple(sorted((a.text, a.language) for a in family.aliases))
        links = tuple(sorted(matches.get(family.code, ())))
        yield SkosConcept(
            "famille", family.code, family.label, family.label_en, "", "", "", words, links
        )
    for one in reference.competences.values():
        words = tuple(sorted((a.text, a.language) for a in one.aliases))
        links = tuple(sorted(matches.get(one.code, ())))
        yield SkosConcept(
            "competence",
            one.code,
            one.label,
            one.label_en,
            one.definition,
            one.source,
            one.family,
            words,
            links,
        )
    for job in reference.occupations.values():
        words = tuple(
            sorted(
                {(a.text, a.language) for a in job.aliases}
                | _feminine(job.label_feminine, job.label_masculine)
            )
        )
        links = tuple(sorted(matches.get(job.code, ())))
        yield SkosConcept(
            "metier",
            job.code,
            job.label_masculine,
            "",
            job.definition,
            job.source,
            "",
            words,
            links,
        )


def _feminine(feminine: str, masculine: str) -> set[tuple[str, str]]:
    return {(feminine, "fr")} if feminine != masculine else set()


def address(base: str, kind: str, code: str) -> str:
    """The stable address of a concept: ``BASE/id/KIND/CODE``."""
    return f"{base.rstrip('/')}/id/{kind}/{code}"


def skos_graph(reference: Reference, base: str, *, only: str = "") -> Graph:
    """The whole ontology as a graph, or the concept of one code with its links."""
    graph = Graph()
    graph.bind("skos", SKOS)
    graph.bind("dcterms", DCTERMS)
    scheme = URIRef(f"{base.rstrip('/')}/id/referentiel")
    everything = list(concepts_of(reference))
    kinds = {concept.code: concept.kind for concept in everything}
    if not only:
        graph.add((scheme, RDF.type, SKOS.ConceptScheme))
        title = Literal(f"Compétences et métiers {reference.place.of_sector}", lang="fr")
        graph.add((scheme, DCTERMS.title, title))
        graph.add((scheme, SKOS.prefLabel, title))
        graph.add((scheme, DCTERMS.creator, Literal("Matrice")))
        graph.add((scheme, DCTERMS.license, LICENCE))
        graph.add((scheme, OWL.versionInfo, Literal(reference.version)))
    for concept in everything:
        if only and concept.code != only:
            continue
        _add(graph, concept, scheme, base, kinds, whole=not only)
    return graph


def _add(
    graph: Graph,
    concept: SkosConcept,
    scheme: URIRef,
    base: str,
    kinds: dict[str, str],
    *,
    whole: bool,
) -> None:
    me = URIRef(address(base, concept.kind, concept.code))
    graph.add((me, RDF.type, SKOS.Concept))
    graph.add((me, SKOS.inScheme, scheme))
    graph.add((me, SKOS.notation, Literal(concept.code)))
    graph.add((me, SKOS.prefLabel, Literal(concept.label, lang="fr")))
    graph.add((me, DCTERMS.license, LICENCE))
    if concept.label_en:
        graph.add((me, SKOS.prefLabel, Literal(concept.label_en, lang="en")))
    if concept.definition:
        graph.add((me, SKOS.definition, Literal(concept.definition, lang="fr")))
    if concept.source:
        graph.add((me, DCTERMS.source, Literal(concept.source)))
    for words, language in concept.alternatives:
        graph.add((me, SKOS.altLabel, Literal(words, lang=language)))
    for match, target in concept.matches:
        graph.add((me, _MATCHES[match], URIRef(target)))
    if concept.broader:
        family = URIRef(address(base, kinds[concept.broader], concept.broader))
        graph.add((me, SKOS.broader, family))
        if whole:
            graph.add((family, SKOS.narrower, me))
    elif whole:
        graph.add((me, SKOS.topConceptOf, scheme))
        graph.add((scheme, SKOS.hasTopConcept, me))


def write_skos(reference: Reference, base: str, form: str, *, only: str = "") -> str:
    """The graph as text; ``form`` is a key of ``FORMATS``."""
    return skos_graph(reference, base, only=only).serialize(format=FORMATS[form])


def read_skos(text: str, form: str) -> tuple[SkosConcept, ...]:
    """The concepts of a text that ``write_skos`` made, by kind then code as they went out."""
    graph = Graph().parse(data=text, format=FORMATS[form])
    label = Namespace(str(SKOS))
    found = []
    for me in graph.subjects(RDF.type, SKOS.Concept):
        kind, code = str(me).rsplit("/", 2)[1:]
        labels = {o.language: str(o) for o in graph.objects(me, label.prefLabel)}  # type: ignore[attr-defined]
        broader = graph.value(me, SKOS.broader)
        found.append(
            SkosConcept(
                kind,
                code,
                labels["fr"],
                labels.get("en", ""),
                str(graph.value(me, SKOS.definition) or ""),
                str(graph.value(me, DCTERMS.source) or ""),
                str(broader).rsplit("/", 1)[1] if broader else "",
                tuple(
                    sorted((str(o), o.language) for o in graph.objects(me, SKOS.altLabel))  # type: ignore[attr-defined]
                ),
                tuple(
                    sorted(
                        (match, str(o))
                        for match, predicate in _MATCHES.items()
                        for o in graph.objects(me, predicate)
                    )
                ),
            )
        )
    order = ("famille", "competence", "metier")
    return tuple(sorted(found, key=lambda c: (order.index(c.kind), c.code)))
