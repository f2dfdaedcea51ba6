"""A number that grows each time the catalogue changes: a process reads it again when it does."""

from sqlmodel import Session, select

from data.storage.tables import AboutRow


def catalogue_version(db: Session) -> int:
    """How many times an offer, or what is known of offers, has changed."""
    value = db.exec(select(AboutRow.value).where(AboutRow.key == "catalogue")).first()
    return int(value) if value else 0


def advance_catalogue(db: Session) -> None:
    """Say that the catalogue has changed."""
    row = db.get(AboutRow, "catalogue") or AboutRow(key="catalogue", value="0")
    row.value = str(int(row.value) + 1)
    db.add(row)
    db.flush()
