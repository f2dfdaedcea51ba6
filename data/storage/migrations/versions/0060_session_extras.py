"""What a source says of a session beside what its columns hold"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0055"


def upgrade() -> None:
    with op.batch_alter_table("training_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("extras", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("training_session", schema=None) as batch_op:
        batch_op.drop_column("extras")
