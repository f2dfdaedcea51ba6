"""Which columns of a partner's table were which fields, remembered from one time to the next."""

import json

from sqlmodel import Session

from data.storage.tables import ColumnsRow


def remembered_columns(db: Session, signature: str) -> dict[str, int]:
    """The columns chosen for a table with this signature; empty the first time."""
    row = db.get(ColumnsRow, signature)
    return dict(json.loads(row.columns)) if row else {}


def remember_columns(db: Session, signature: str, columns: dict[str, int]) -> None:
    """Remember the columns chosen."""
    row = db.get(ColumnsRow, signature) or ColumnsRow(signature=signature, columns="")
    row.columns = json.dumps(columns, sort_keys=True)
    db.add(row)
    db.flush()
