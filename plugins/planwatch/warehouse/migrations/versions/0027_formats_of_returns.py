"""The ledger says what kind of file a return was read as, and by which delimiter."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0027_formats_of_returns.sql")
