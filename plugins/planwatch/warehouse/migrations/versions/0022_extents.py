"""Earned schedule of the programme, and the figures of what each unit builds."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0022_extents.sql")
