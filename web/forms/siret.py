"""The SIRET of a firm or body, as people type it."""

from stdnum.exceptions import ValidationError
from stdnum.fr import siret as siret_number


def read_siret(text: str, errors: dict[str, str]) -> str:
    """The 14 digits typed, or empty; an error when they do not hold, or stand for nobody."""
    digits = "".join(text.split())
    if not digits:
        return ""
    try:
        valid = siret_number.validate(digits)
    except ValidationError:
        valid = ""
    # Fourteen noughts pass the check digit and are nobody's.
    if not (valid.isascii() and valid.isdecimal() and valid.strip("0")):
        errors["siret"] = "siret"
        return ""
    return str(valid)
