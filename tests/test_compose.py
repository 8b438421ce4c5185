"""The production file: every service complete, every setting one that Airflow or planwatch really reads."""

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from planwatch.settings import PORTS

ROOT = Path(__file__).parents[1]
SECRETS = ("PLANWATCH_DATABASE_PASSWORD", "PLANWATCH_FERNET_KEY", "PLANWATCH_SECRET_KEY", "PLANWATCH_JWT_SECRET")
SERVICES = {"postgres", "redis", "init", "api-server", "scheduler", "dag-processor", "worker", "triggerer"}
AIRFLOW_SERVICES = SERVICES - {"postgres", "redis"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yaml").read_text(encoding="utf-8"))


def test_every_service_of_the_topology_is_there(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == SERVICES
    assert {compose["services"][name]["image"] for name in AIRFLOW_SERVICES} == {"planwatch:local"}


def test_the_file_follows_the_compose_specification(compose: dict[str, Any]) -> None:
    folder = resources.files("check_jsonschema") / "builtin_schemas/vendor"
    schema = json.loads((folder / "compose-spec.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert [fault.message for fault in validator.iter_errors(compose)] == []
    broken = compose | {"services": {"worker": {"imagee": "x"}}}
    assert not validator.is_valid(broken)


def test_every_airflow_setting_is_one_that_airflow_knows(compose: dict[str, Any]) -> None:
    from airflow.configuration import conf

    known = {
        f"AIRFLOW__{section.upper()}__{option.upper()}"
        for section, entry in conf.configuration_description.items()
        for option in entry["options"]
    }
    for name in AIRFLOW_SERVICES:
        given = {key for key in compose["services"][name]["environment"] if key.startswith("AIRFLOW__")}
        assert given <= known, given - known


def test_every_setting_of_ours_is_read_somewhere(compose: dict[str, Any]) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "plugins").rglob("*.py"))
    for name in AIRFLOW_SERVICES:
        for key in compose["services"][name]["environment"]:
            if key.startswith("PLANWATCH_"):
                assert f'"{key}"' in source, key


def test_nothing_starts_without_its_secrets(compose: dict[str, Any]) -> None:
    text = (ROOT / "docker-compose.yaml").read_text(encoding="utf-8")
    for secret in SECRETS:
        assert f"${{{secret}:?" in text
    assert not re.search(r"PASSWORD:-|SECRET:-|KEY:-", text)


def test_the_example_settings_name_what_is_read() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#(PLANWATCH_\w+)=", text, re.MULTILINE))
    assert named == {*PORTS, *SECRETS, "PLANWATCH_CERTIFIERS", "PLANWATCH_DATA_FOLDER", "PLANWATCH_DATABASE_URL"}


def test_no_setting_of_the_console_is_one_that_airflow_does_not_know(tmp_path: Path) -> None:
    from airflow.configuration import conf

    from planwatch.console.environment import airflow_environment
    from planwatch.settings import read_settings

    settings = read_settings({"PLANWATCH_DATA_FOLDER": str(tmp_path)})
    given = airflow_environment(settings, "postgresql+psycopg://postgres@127.0.0.1:1", "warehouse", 1)
    known = {
        f"AIRFLOW__{section.upper()}__{option.upper()}"
        for section, entry in conf.configuration_description.items()
        for option in entry["options"]
    }
    assert {key for key in given if key.startswith("AIRFLOW__")} <= known


def test_the_password_file_is_for_its_owner_only(tmp_path: Path) -> None:
    from planwatch.console.environment import airflow_environment, password_of
    from planwatch.settings import read_settings

    settings = read_settings({"PLANWATCH_DATA_FOLDER": str(tmp_path)})
    airflow_environment(settings, "postgresql+psycopg://postgres@127.0.0.1:1", "warehouse", 1)
    assert password_of(settings, "admin")
    for name in ("passwords.json", "jwt.secret", "api.secret"):
        assert (settings.state_folder / "airflow" / name).stat().st_mode & 0o077 == 0


def test_those_who_may_certify_may_log_in_at_the_standing_stack(tmp_path: Path) -> None:
    from planwatch.console.environment import airflow_environment, password_of
    from planwatch.settings import read_settings

    named = {"PLANWATCH_DATA_FOLDER": str(tmp_path), "PLANWATCH_CERTIFIERS": "wang:王会计,li"}
    settings = read_settings(named)
    given = airflow_environment(settings, "postgresql+psycopg://postgres@127.0.0.1:1", "warehouse", 1)
    assert given["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS"] == "wang:op,li:op,admin:admin"
    assert len({password_of(settings, user) for user in ("wang", "li", "admin")}) == 3
    assert read_settings(given).certifiers == settings.certifiers
