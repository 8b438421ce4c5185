"""A return keeps by which rules it was checked; an audit's own cost is found behind a figure."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0032_rules_of_returns.sql")
