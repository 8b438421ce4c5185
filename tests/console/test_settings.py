"""What an installation chooses, and what it is told when it chooses badly."""

import socket
from pathlib import Path

import pytest

from planwatch.settings import SettingError, read_settings
from planwatch.warehouse import embedded


def test_without_settings_everything_lies_under_var() -> None:
    settings = read_settings({})
    assert settings.data_folder.name == "var"
    assert settings.inbox_folder == settings.data_folder / "inbox"


def test_the_environment_moves_folders_and_ports(tmp_path: Path) -> None:
    settings = read_settings({"PLANWATCH_DATA_FOLDER": str(tmp_path), "PLANWATCH_WEB_PORT": "8080"})
    assert (settings.outbox_folder, settings.web_port) == (tmp_path / "outbox", 8080)


@pytest.mark.parametrize("given", ["0", "65536", "eighty", ""])
def test_a_port_that_is_none_is_named(given: str) -> None:
    with pytest.raises(
        SettingError, match=f"PLANWATCH_WEB_PORT={given}不是端口(.|\\n)*PLANWATCH_WEB_PORT={given} is not a port"
    ):
        read_settings({"PLANWATCH_WEB_PORT": given})


def test_the_embedded_server_starts_where_it_stopped_and_refuses_a_taken_port(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="planwatch-embedded-"))
    folder.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    first = embedded.start(folder / "postgres", port)
    assert embedded.start(folder / "postgres", port) == first
    with pytest.raises(
        embedded.PortTakenError, match=f"端口{port}已被别的程序占用(.|\\n)*Port {port} .*PLANWATCH_DATABASE_PORT"
    ):
        embedded.start(folder / "other", port)
    embedded.stop(folder / "postgres")
    assert not embedded.is_running(folder / "postgres")
    assert embedded.start(folder / "postgres", port) == first
    embedded.stop(folder / "postgres")


@pytest.mark.parametrize(
    ("given", "people"),
    [
        ({}, {"finance": "finance"}),
        ({"PLANWATCH_CERTIFIERS": "finance"}, {"finance": "finance"}),
        ({"PLANWATCH_CERTIFIERS": " 3 : finance ,7,"}, {"3": "finance", "7": "7"}),
    ],
)
def test_those_who_may_certify_are_named_by_their_ids(given: dict[str, str], people: dict[str, str]) -> None:
    assert read_settings(given).certifiers == people


@pytest.mark.parametrize("given", ["", " , ", ":finance", "3,:finance"])
def test_a_setting_that_lets_nobody_or_everybody_certify_is_refused(given: str) -> None:
    """Airflow takes a question that is put to nobody for one that everybody may answer."""
    with pytest.raises(SettingError, match="PLANWATCH_CERTIFIERS"):
        read_settings({"PLANWATCH_CERTIFIERS": given})
