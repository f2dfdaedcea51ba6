"""Facts of the registers of certifications; which vocabulary an offer was linked with"""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0065"


def upgrade() -> None:
    op.create_table(
        "certification_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("vanished", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_fact")),
        sa.UniqueConstraint("source", "key", name=op.f("uq_certification_fact_source")),
    )
    for table in ("offer", "apprenticeship_place"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(
                sa.Column("linked_with", sa.String(), nullable=False, server_default="")
            )
    with op.batch_alter_table("catalogue_import", schema=None) as batch_op:
        batch_op.add_column(sa.Column("total", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("catalogue_import", schema=None) as batch_op:
        batch_op.drop_column("total")
    for table in ("apprenticeship_place", "offer"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("linked_with")
    op.drop_table("certification_fact")
