"""Rates of funds are known where both sides are known of every lot, and say why where they are not."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0029_rates_of_whole_funds.sql")
