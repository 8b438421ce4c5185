"""Declared totals beside sums of lines."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0002_plan_reconciliation.sql")
