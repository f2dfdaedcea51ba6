"""The letters that accounts ask for: the one place that hands them over to the mail."""

import logging

from sqlmodel import Session

_log = logging.getLogger("matrice")


def send_letter(_db: Session, _to: str, letter: str, **_facts: str) -> None:
    """Hand over a letter: ``invitation`` or ``new_password``, with its ``name`` and ``link``.

    Nothing carries letters yet: an invitation's link is shown to the administrator who made it,
    and a forgotten password is answered by a new invitation. The link is in no log.
    """
    _log.info("letter %s not sent: no mail is set up", letter)
