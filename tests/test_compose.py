"""The production file: every service complete, every setting one that Airflow or planwatch really reads."""

import argparse
import inspect
import json
import re
import shlex
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from planwatch import settings
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


def test_the_example_settings_name_what_is_read_each_once() -> None:
    """What settings.py and docker compose read, and nothing else; each stands beneath a line that says what it is."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    named = [line[1:].partition("=")[0] for line in lines if line.startswith("#PLANWATCH_")]
    read = set(re.findall(r'"(PLANWATCH_\w+)"', inspect.getsource(settings)))
    interpolated = re.findall(r"\$\{(PLANWATCH_\w+)", (ROOT / "docker-compose.yaml").read_text(encoding="utf-8"))
    assert sorted(named) == sorted(read | set(interpolated))
    for before, line in pairwise(lines):
        assert not line.startswith("#PLANWATCH_") or before.startswith("#"), line


def test_the_example_settings_show_the_defaults() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^#(PLANWATCH_\w+(?:_FOLDER|_PORT))=(.*)$", text, re.MULTILINE))
    assert len(shown) == 8 + len(PORTS)
    assert settings.read_settings(shown) == settings.read_settings({})


def test_only_what_the_image_is_made_of_goes_to_docker() -> None:
    """Returns, passwords and tools of this machine lie beside the code; none of it belongs into an image."""
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = {rule[1:] for rule in rules if rule.startswith("!")}
    copied = re.findall(r"^COPY (?:--\S+ )?(\S+) ", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert next(rule for rule in rules if not rule.startswith("#")) == "*"
    assert let_in == set(copied)
    assert not let_in & {".", "var", ".env", ".git", ".venv"}


def test_the_image_can_write_where_its_volumes_are_mounted(compose: dict[str, Any]) -> None:
    """Docker gives a new volume the owner that the folder has in the image, and root's where there is none."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    for name in AIRFLOW_SERVICES:
        assert "user" not in compose["services"][name]
        for mounted in compose["services"][name]["volumes"]:
            folder = mounted.partition(":")[2]
            made = next(
                n for n, line in enumerate(lines) if line.startswith("RUN install") and line.endswith(f" {folder}")
            )
            assert "--owner=airflow" in lines[made]
            assert [line for line in lines[:made] if line.startswith("USER")][-1] == "USER root"
    assert [line for line in lines if line.startswith("USER")][-1] == "USER airflow"


def test_no_address_of_the_production_file_holds_a_password(compose: dict[str, Any]) -> None:
    """A sign of a password would be taken for a part of the address, and its tail told in errors."""
    for name in AIRFLOW_SERVICES:
        for key, value in compose["services"][name]["environment"].items():
            assert "://" not in str(value) or "PASSWORD" not in str(value), (name, key)
        assert "${PLANWATCH_DATABASE_PASSWORD" in compose["services"][name]["environment"]["PGPASSWORD"]


def test_commands_in_the_image_speak_to_the_pipelines_warehouse(compose: dict[str, Any]) -> None:
    for name in AIRFLOW_SERVICES:
        given = compose["services"][name]["environment"]
        assert given["PLANWATCH_WAREHOUSE"] == given["AIRFLOW_CONN_WAREHOUSE"]


def test_the_documented_commands_make_the_users_who_log_in(compose: dict[str, Any]) -> None:
    """The production page knows nobody by itself; the passwords are asked for, so none is written down."""
    from airflow.cli.cli_config import ActionCommand
    from airflow.providers.fab.auth_manager.security_manager.override import EXISTING_ROLES
    from airflow.providers.fab.cli.definition import USERS_COMMANDS

    runbook = (ROOT / "include" / "docs" / "runbook.md").read_text(encoding="utf-8")
    found = re.findall(r"^docker compose exec (\S+) airflow users create (.*)$", runbook, re.MULTILINE)
    create = next(command for command in USERS_COMMANDS if command.name == "create")
    assert isinstance(create, ActionCommand)
    parser = argparse.ArgumentParser(exit_on_error=False)
    for argument in create.args:
        argument.add_to_parser(parser)
    asked = [parser.parse_args(shlex.split(arguments)) for _, arguments in found]
    assert [(one.username, one.role) for one in asked] == [("operator", "Admin"), ("finance", "Op")]
    assert {one.role for one in asked} <= EXISTING_ROLES
    assert not any(one.password or one.use_random_password for one in asked)
    assert {service for service, _ in found} <= AIRFLOW_SERVICES


def test_no_setting_of_the_console_is_one_that_airflow_does_not_know(tmp_path: Path) -> None:
    from airflow.configuration import conf

    from planwatch.console.environment import airflow_environment

    chosen = settings.read_settings({"PLANWATCH_DATA_FOLDER": str(tmp_path)})
    given = airflow_environment(chosen, "postgresql+psycopg://postgres@127.0.0.1:1", "warehouse", 1)
    known = {
        f"AIRFLOW__{section.upper()}__{option.upper()}"
        for section, entry in conf.configuration_description.items()
        for option in entry["options"]
    }
    assert {key for key in given if key.startswith("AIRFLOW__")} <= known


def test_the_password_file_is_for_its_owner_only(tmp_path: Path) -> None:
    from planwatch.console.environment import airflow_environment, password_of

    chosen = settings.read_settings({"PLANWATCH_DATA_FOLDER": str(tmp_path)})
    airflow_environment(chosen, "postgresql+psycopg://postgres@127.0.0.1:1", "warehouse", 1)
    assert password_of(chosen, "admin")
    for name in ("passwords.json", "jwt.secret", "api.secret"):
        assert (chosen.state_folder / "airflow" / name).stat().st_mode & 0o077 == 0


def test_those_who_may_certify_may_log_in_at_the_standing_stack(tmp_path: Path) -> None:
    from planwatch.console.environment import airflow_environment, password_of
    from planwatch.settings import read_settings

    named = {"PLANWATCH_DATA_FOLDER": str(tmp_path), "PLANWATCH_CERTIFIERS": "wang:王会计,li"}
    settings = read_settings(named)
    given = airflow_environment(settings, "postgresql+psycopg://postgres@127.0.0.1:1", "warehouse", 1)
    assert given["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS"] == "wang:op,li:op,admin:admin"
    assert len({password_of(settings, user) for user in ("wang", "li", "admin")}) == 3
    assert read_settings(given).certifiers == settings.certifiers
