"""The environment in which Airflow runs here: everything it must know, nothing that reaches out to the network."""

import json
import secrets
import sys
from pathlib import Path

from planwatch import paths
from planwatch.settings import Settings
from planwatch.warehouse import databases


def airflow_environment(
    settings: Settings, server: str, warehouse_name: str, web_port: int, metadata_name: str = "airflow"
) -> dict[str, str]:
    """Airflow's settings and connections; `server` is the PostgreSQL address without a database."""
    home = settings.state_folder / "airflow"
    home.mkdir(parents=True, exist_ok=True)
    password = settings.database_password
    metadata = databases.address(server, metadata_name, password, databases.AIRFLOW, "postgresql+psycopg2")
    return {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(paths.ROOT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(paths.ROOT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__CORE__DEFAULT_TIMEZONE": "Asia/Shanghai",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{web_port}/execution/",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": ",".join(
            f"{user}:{role}" for user, role in _users(settings).items()
        ),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(_passwords(settings)),
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(web_port),
        "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{web_port}",
        "AIRFLOW__API__INSTANCE_NAME": "planwatch 老旧小区改造",
        "AIRFLOW__API__SECRET_KEY": _secret(home / "api.secret"),
        "AIRFLOW__API_AUTH__JWT_SECRET": _secret(home / "jwt.secret"),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": metadata,
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.1",
        "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
        "AIRFLOW__LOGGING__LOGGING_LEVEL": "WARNING",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "10",
        "AIRFLOW_CONN_WAREHOUSE": databases.address(server, warehouse_name, password, driver="postgresql"),
        "GX_ANALYTICS_ENABLED": "False",
        "NO_PROXY": "127.0.0.1,localhost",
        "PYTHONPATH": str(paths.ROOT / "plugins"),
        "PYTHONWARNINGS": "ignore",
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "PLANWATCH_CERTIFIERS": ",".join(f"{user}:{name}" for user, name in settings.certifiers.items()),
        "PLANWATCH_INBOX_FOLDER": str(settings.inbox_folder),
        "PLANWATCH_ARCHIVE_FOLDER": str(settings.archive_folder),
        "PLANWATCH_OUTBOX_FOLDER": str(settings.outbox_folder),
        "PLANWATCH_DIGEST_FOLDER": str(settings.digest_folder),
        "PLANWATCH_EXPORT_FOLDER": str(settings.export_folder),
        "PLANWATCH_DATA_DOCS_FOLDER": str(settings.data_docs_folder),
    }


def example_connections(settings: Settings, utility_token: str) -> dict[str, str]:
    """The Airflow connections of the example run: a utility's API and a mail server, both on this machine."""
    utility = {
        "conn_type": "http",
        "host": "127.0.0.1",
        "port": settings.utility_port,
        "schema": "http",
        "password": utility_token,
    }
    mail = {
        "conn_type": "smtp",
        "host": "127.0.0.1",
        "port": settings.mail_port,
        "extra": {
            "disable_ssl": True,
            "disable_tls": True,
            "from_email": "planwatch@example.invalid",
            "to_emails": {
                "PROGRAMME": ["programme-office@example.invalid"],
                "LEADING": ["leading-group@example.invalid"],
                "U03": ["finance@example.invalid"],
                "U11": ["works@example.invalid"],
                "OPERATORS": ["operators@example.invalid"],
            },
        },
    }
    return {"AIRFLOW_CONN_UTILITY_U12": json.dumps(utility), "AIRFLOW_CONN_PLANWATCH_SMTP": json.dumps(mail)}


def password_of(settings: Settings, user: str) -> str:
    """The password of the web page's user `admin` or of one who may certify, made once for this state folder."""
    return str(json.loads(_passwords(settings).read_text(encoding="utf-8"))[user])


def _secret(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(72), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def _users(settings: Settings) -> dict[str, str]:
    """Who may log in at a standing stack, and as what."""
    return dict.fromkeys(settings.certifiers, "op") | {"admin": "admin"}


def _passwords(settings: Settings) -> Path:
    path = settings.state_folder / "airflow" / "passwords.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if not known.keys() >= set(_users(settings)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        made = {user: secrets.token_urlsafe(12) for user in _users(settings)}
        path.write_text(json.dumps(made | known), encoding="utf-8")
    return path
