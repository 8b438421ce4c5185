"""Alerts as spells, and who has acknowledged them."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0015_alert_spells.sql")
