"""What the database is."""

from sqlmodel import Field, SQLModel

# One convention names every constraint, so that a migration can find it on both engines.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class ColumnsRow(SQLModel, table=True):
    """Which columns of a table of a partner were which fields, the last time."""

    __tablename__ = "remembered_columns"

    signature: str = Field(primary_key=True)
    columns: str  # JSON: field to column, counted from 0


class AboutRow(SQLModel, table=True):
    """One fact about the database: its kind (demonstration or real), the catalogue's version, the
    revision of the learnt aliases.
    """

    __tablename__ = "about"

    key: str = Field(primary_key=True)
    value: str
