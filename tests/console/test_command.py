"""What a person can mend is told in one sentence, with exit code 2 and no traceback."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planwatch.console.ports import TakenPortError, require_free
from planwatch.settings import read_settings
from planwatch.warehouse import embedded
from tests.free_ports import free_ports

ROOT = Path(__file__).parents[2]


def command(name: str, folder: Path, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PLANWATCH")}
    environment |= {
        "PYTHONPATH": str(ROOT / "plugins"),
        "PYTHONWARNINGS": "ignore",
        "PLANWATCH_DATA_FOLDER": str(folder),
    }
    environment |= settings
    return subprocess.run(
        [sys.executable, "-m", f"planwatch.console.{name}", *arguments],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def taken_port() -> Iterator[str]:
    """A port on which a program listens that never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield str(listener.getsockname()[1])


@pytest.fixture
def used_folder(tmp_path: Path) -> Path:
    """A data folder in which something has run before."""
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "last_warehouse").write_text("warehouse", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("run", "PLANWATCH_EXECUTION_PORT"),
        ("run", "PLANWATCH_UTILITY_PORT"),
        ("run", "PLANWATCH_MAIL_PORT"),
        ("up", "PLANWATCH_WEB_PORT"),
    ],
)
def test_a_taken_port_is_named_before_anything_starts(name: str, setting: str, taken_port: str, tmp_path: Path) -> None:
    ended = command(name, tmp_path / "var", **{setting: taken_port})
    assert ended.returncode == 2, ended.stderr
    chinese, english = ended.stderr.splitlines()
    assert chinese.startswith(f"本机（127.0.0.1）的端口{taken_port}已被别的程序占用；请在.env中用{setting}另选")
    assert english.startswith(
        f"Port {taken_port} on 127.0.0.1 is taken by another program. Choose a free one with {setting} "
    )
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(("name", "argument"), [("query", "select 1"), ("psql", ""), ("evaluate", "2021-06-30")])
def test_the_database_port_of_another_program_is_named(
    name: str, argument: str, taken_port: str, used_folder: Path
) -> None:
    ended = command(name, used_folder, argument, PLANWATCH_DATABASE_PORT=taken_port)
    assert (ended.returncode, ended.stdout) == (2, ""), ended.stderr
    assert ended.stderr.startswith(f"本机（127.0.0.1）的端口{taken_port}已被别的程序占用；")
    assert f"\nPort {taken_port} on 127.0.0.1 is taken by another program." in ended.stderr


@pytest.mark.parametrize(
    "name",
    [
        "acknowledge",
        "bulletin",
        "evaluate",
        "explain",
        "export",
        "forms",
        "letters",
        "publish",
        "psql",
        "query",
        "replay",
        "waive",
    ],
)
def test_before_anything_has_run_every_command_says_so(name: str, tmp_path: Path) -> None:
    arguments = {
        "acknowledge": ["--project", "P04", "--by", "U11", "--recovery", "2021-08-31"],
        "waive": ["--list"],
        "letters": [],
    }.get(name, ["select 1"])
    ended = command(name, tmp_path / "var", *arguments)
    assert (ended.returncode, ended.stdout) == (2, ""), ended.stderr
    assert ended.stderr.startswith("还没有运行过")


@pytest.mark.parametrize("name", ["run", "up", "down", "query", "psql"])
def test_a_port_that_is_none_is_named(name: str, tmp_path: Path) -> None:
    ended = command(name, tmp_path, "select 1", PLANWATCH_MAIL_PORT="abc")
    assert (ended.returncode, ended.stdout) == (2, ""), ended.stderr
    assert ended.stderr.startswith("PLANWATCH_MAIL_PORT=abc不是端口")
    assert "\nPLANWATCH_MAIL_PORT=abc is not a port" in ended.stderr


def test_a_query_without_a_statement_says_how_to_write_one(used_folder: Path, taken_port: str) -> None:
    ended = command("query", used_folder, "", PLANWATCH_DATABASE_PORT=taken_port)
    assert ended.returncode == 2, ended.stderr
    assert "make query SQL=" in ended.stderr


def test_a_port_by_which_a_connection_goes_out_is_taken_too() -> None:
    with socket.socket() as listener, socket.socket() as outgoing:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        outgoing.bind(("127.0.0.1", 0))
        outgoing.connect(listener.getsockname())
        settings = replace(read_settings(), web_port=outgoing.getsockname()[1])
        with pytest.raises(TakenPortError, match="PLANWATCH_WEB_PORT"):
            require_free(settings, "web")


def test_down_leaves_the_database_to_an_example_that_is_being_played(tmp_path: Path) -> None:
    from planwatch.console import stage

    ports = [f"PLANWATCH_{name}_PORT" for name in ("EXECUTION", "UTILITY", "MAIL")]
    embedded.start(tmp_path / "state" / "postgres", free_ports(1)[0], is_durable=False)
    try:
        with stage._enter(tmp_path / "state"):
            during = command("down", tmp_path)
            again = command("run", tmp_path, **dict(zip(ports, map(str, free_ports(3)), strict=True)))
            assert embedded.is_running(tmp_path / "state" / "postgres")
        after = command("down", tmp_path)
    finally:
        embedded.stop(tmp_path / "state" / "postgres")
    for refused in (during, again):
        assert (refused.returncode, refused.stdout) == (2, "")
        chinese, english = refused.stderr.splitlines()
        assert ("示例正在运行" in chinese, "An example is being played" in english) == (True, True)
    assert (after.returncode, after.stdout) == (0, "已停止，没有遗留进程。\n")
