"""Prepares a named PostgreSQL for production: databases, roles with the given password, and migrations."""

from planwatch.console.command import finish
from planwatch.settings import read_settings
from planwatch.warehouse import databases


def main() -> int:
    """Make what is missing on the server that PLANWATCH_DATABASE_URL names; again changes nothing."""
    settings = read_settings()
    databases.prepare(
        settings.state_folder / "postgres",
        settings.database_port,
        settings.database_url,
        "warehouse",
        password=settings.database_password,
    )
    return 0


if __name__ == "__main__":
    finish(main)
