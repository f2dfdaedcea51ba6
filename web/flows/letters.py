"""Letters: written from reviewed templates, kept, and sent by the worker when mail is set up."""

import re
import smtplib
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from sqlmodel import Session

from data.storage.work import add_letter, enqueue, letter_to_send, settle_letter
from skills.letter import Letter, LetterState
from web.render import environment
from web.settings import Settings

SUBJECTS = {
    "invitation": "Votre accès à Matrice",
    "review": "Ce que nous avons retenu de notre entretien",
    "receipt": "Votre déclaration de besoins",
    "reminder": "Des besoins vous attendent",
    "new_needs": "De nouveaux besoins dans vos domaines",
    "visit_request": "Une classe demande à vous rendre visite",
    "visit_news": "Votre visite de classe : du nouveau",
    "visit_follow": "Votre demande de visite",
    "visit_answer": "Réponse à votre demande de visite",
    "new_password": "Choisir un nouveau mot de passe pour Matrice",
}
_LINK = re.compile(r"(https?://[^\s\"<>]*/)[^\s\"<>/]+")
_TIMEOUT = 20  # seconds


def send_letter(db: Session, to: str, letter: str, **facts: object) -> None:
    """Write a letter of one kind (see ``SUBJECTS``) with its facts, to be sent after the commit."""
    env = environment()
    text = env.get_template(f"letters/{letter}.txt").render(**facts)
    html = env.get_template(f"letters/{letter}.html").render(**facts)
    now = datetime.now(UTC)
    kept = add_letter(db, Letter(to, SUBJECTS[letter], text, html, now))
    enqueue(db, "letter", kept, due_at=now)


def deliver(db: Session, letter_id: int, settings: Settings) -> None:
    """Send a letter that waits; without mail it is kept to be read. Its link is then masked.

    Raise ``OSError`` or ``smtplib.SMTPException`` when the mail server does not take it.
    """
    letter = letter_to_send(db, letter_id)
    if letter is None:
        return
    if settings.smtp_host:
        _send(letter, settings)
    state = LetterState.SENT if settings.smtp_host else LetterState.KEPT
    settle_letter(db, masked(replace(letter, state=state)))


def give_up(db: Session, letter_id: int, problem: str) -> None:
    """Say that a letter could not be sent."""
    letter = letter_to_send(db, letter_id)
    if letter is not None:
        settle_letter(db, masked(replace(letter, state=LetterState.FAILED, problem=problem)))


def masked(letter: Letter) -> Letter:
    """The letter without what its links open: who reads the table can use none of them."""
    return replace(letter, text=_LINK.sub(r"\1…", letter.text), html=_LINK.sub(r"\1…", letter.html))


def _send(letter: Letter, settings: Settings) -> None:
    message = EmailMessage()
    message["From"] = settings.smtp_from
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = make_msgid(domain=settings.smtp_from.rpartition("@")[2] or None)
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=_TIMEOUT) as server:
        if settings.smtp_tls:
            server.starttls()
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        server.send_message(message)
