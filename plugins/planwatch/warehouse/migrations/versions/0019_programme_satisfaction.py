"""Satisfaction of the whole programme; what inspections demanded and what of it is open."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0019_programme_satisfaction.sql")
