"""What was executed of money carried over stands beside what was executed of the year's budget."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0026_execution_of_carried_money.sql")
