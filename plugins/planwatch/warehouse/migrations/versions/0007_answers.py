"""Where columns stood, which return of its chain this is, and reasons given for warnings."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0007"
down_revision = "0013"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0007_answers.sql")
