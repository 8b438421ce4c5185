"""What an installation chooses, from the environment and a `.env` file at the root.

Folders, ports, addresses, and who may certify.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from planwatch import paths
from planwatch.refusals import RefusalError

PORTS = {
    "PLANWATCH_DATABASE_PORT": 18054,
    "PLANWATCH_WEB_PORT": 18080,
    "PLANWATCH_EXECUTION_PORT": 18081,
    "PLANWATCH_UTILITY_PORT": 18090,
    "PLANWATCH_MAIL_PORT": 18025,
}


WAREHOUSES = ("standing", "example")  # what PLANWATCH_WAREHOUSE may say in the place of an address

# a sign that ends a part of an address must be written by its number, or what follows is taken for another part
ADDRESS = re.compile(
    r"postgres(?:ql)?(?:\+psycopg2?)?://(?:(?:[^\s:@/?#%]|%[0-9A-Fa-f]{2})+(?::(?:[^\s@/?#%]|%[0-9A-Fa-f]{2})*)?@)?"
    r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:@/?#%\[\]]+)(?::[0-9]+)?(?P<database>/[^\s@/?#%]+)?/?(?P<options>\?[^\s@#]+)?"
)


class SettingError(RefusalError):
    """A setting has a value that cannot be used."""


@dataclass(frozen=True)
class Settings:
    """Where things are. Folders are absolute; `database_url` is empty where the embedded PostgreSQL is used.

    `database_password` is that of our roles on the server; empty where they have the administrator's. `warehouse` is
    the address of the one that commands speak to, one of WAREHOUSES, or empty where it follows from what runs.
    `certifiers` are the names of Airflow's users by their ids, never none.
    """

    data_folder: Path
    inbox_folder: Path
    archive_folder: Path
    outbox_folder: Path
    digest_folder: Path
    export_folder: Path
    data_docs_folder: Path
    state_folder: Path
    database_url: str
    database_password: str
    warehouse: str
    database_port: int
    web_port: int
    execution_port: int
    utility_port: int
    mail_port: int
    certifiers: dict[str, str]


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this installation; the environment wins over `.env`. Raises SettingError.

    Relative folders begin at the project's root.
    """
    given = _file(paths.ROOT / ".env") | dict(os.environ if environment is None else environment)
    folder = _folder(given.get("PLANWATCH_DATA_FOLDER", "var"), paths.ROOT)
    ports = {name: _port(name, given.get(name, str(default))) for name, default in PORTS.items()}
    return Settings(
        data_folder=folder,
        inbox_folder=_folder(given.get("PLANWATCH_INBOX_FOLDER", "inbox"), folder),
        archive_folder=_folder(given.get("PLANWATCH_ARCHIVE_FOLDER", "archive"), folder),
        outbox_folder=_folder(given.get("PLANWATCH_OUTBOX_FOLDER", "outbox"), folder),
        digest_folder=_folder(given.get("PLANWATCH_DIGEST_FOLDER", "digests"), folder),
        export_folder=_folder(given.get("PLANWATCH_EXPORT_FOLDER", "exports"), folder),
        data_docs_folder=_folder(given.get("PLANWATCH_DATA_DOCS_FOLDER", "data_docs"), folder),
        state_folder=_folder(given.get("PLANWATCH_STATE_FOLDER", "state"), folder),
        database_url=_server(given.get("PLANWATCH_DATABASE_URL", "")),
        database_password=given.get("PLANWATCH_DATABASE_PASSWORD", ""),
        warehouse=_warehouse(given.get("PLANWATCH_WAREHOUSE", "")),
        database_port=ports["PLANWATCH_DATABASE_PORT"],
        web_port=ports["PLANWATCH_WEB_PORT"],
        execution_port=ports["PLANWATCH_EXECUTION_PORT"],
        utility_port=ports["PLANWATCH_UTILITY_PORT"],
        mail_port=ports["PLANWATCH_MAIL_PORT"],
        certifiers=_people("PLANWATCH_CERTIFIERS", given.get("PLANWATCH_CERTIFIERS", "finance")),
    )


def _file(path: Path) -> dict[str, str]:
    """KEY=VALUE lines; blank lines and lines that begin with # are passed over."""
    if not path.exists():
        return {}
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}


def _folder(given: str, beginning: Path) -> Path:
    return (beginning / Path(given).expanduser()).absolute()


def _people(name: str, given: str) -> dict[str, str]:
    """`finance` or `3:finance,7:deputy`: the name of each user by Airflow's id; an id alone is its own name."""
    pairs = [entry.partition(":") for entry in given.split(",") if entry.strip()]
    people = {user_id.strip(): said.strip() or user_id.strip() for user_id, _, said in pairs}
    if not people or not all(people):
        raise SettingError("refusals.people.nobody", setting=name, value=given)
    return people


def _server(given: str) -> str:
    """The address of a server; what is refused is not repeated, for there is a password in it."""
    found = ADDRESS.fullmatch(given)
    if given and (found is None or found["database"] or found["options"]):
        raise SettingError("refusals.address.no_server")
    return given.rstrip("/")


def _warehouse(given: str) -> str:
    found = ADDRESS.fullmatch(given)
    if given and given not in WAREHOUSES and (found is None or not found["database"]):
        raise SettingError("refusals.address.no_warehouse", names=WAREHOUSES)
    return given


def _port(name: str, given: str) -> int:
    if not given.isdigit() or not 0 < int(given) < 65_536:
        raise SettingError("refusals.port.no_port", setting=name, value=given)
    return int(given)
