"""The committee's two pages as plain text, ready for the PDF."""

from collections.abc import Mapping
from datetime import date

from skills.reference import Reference
from web.committee_wording import DEFINITIONS, GROUPS, change_fr, figure_fr
from web.flows.committee import Committee
from web.steering_wording import euros_fr
from web.wording import date_fr, upper_first


def committee_data(found: Committee, reference: Reference, on: date) -> Mapping[str, object]:
    """Everything that the two pages say, as strings."""
    period = found.report.period
    return {
        "title": "Où en est le territoire",
        "date": date_fr(on),
        "reference": reference.version,
        "perimeter": ", ".join(epci.name for epci in found.chosen),
        "period": f"du {date_fr(period.since)} au {date_fr(period.until)}",
        "groups": [
            {
                "title": title,
                "rows": [
                    [
                        upper_first(code.label),
                        figure_fr(found.report.figures[code]),
                        change_fr(found.report.figures[code]),
                    ]
                    for code in codes
                ],
            }
            for title, codes in GROUPS
        ],
        "envelopes": [
            [one.name, *map(euros_fr, (one.amount, one.directed, one.granted, one.left))]
            for one in found.envelopes
        ],
        "partners": [
            [
                reference.partners[one.partner].name
                if one.partner in reference.partners
                else one.partner,
                str(one.asked),
                str(one.kept),
                str(one.late),
            ]
            for one in found.partners
        ],
        "definitions": [
            f"{upper_first(code.label)} : {text} Source : {source}."
            for code, (text, source) in DEFINITIONS.items()
        ],
    }
