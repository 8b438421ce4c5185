"""Where columns stood, and which return of its chain this is."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0007_answers.sql")
