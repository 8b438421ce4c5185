"""The tick 本期无变化, and the lines that carry earlier figures because of it."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0008_no_change.sql")
