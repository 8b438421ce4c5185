"""Workdays, waivers, reasons of warnings, carried and verified figures."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0006_life_of_a_return.sql")
