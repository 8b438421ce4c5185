"""One letter per owner with only its own alerts: the office the whole, the bureau the money, the group the escalations."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planwatch.alerts import letters as letter_writing
from planwatch.alerts.week import WeekNotToldError
from planwatch.warehouse import letters
from tests.alerts.stage import Stage

SUNDAY = date(2021, 6, 20)
WRITTEN = datetime(2021, 6, 21, tzinfo=UTC)
STORY = """
    W23 | T1 P04 red gap=-0.4 progress=0.3 elapsed=0.7; T5 P05 yellow days=28 progress=0.2                                                            | opened T1 P04 red > U11; opened T5 P05 yellow > U11
    W24 | T1 P04 red gap=-0.4 progress=0.3 elapsed=0.7; T5 P05 yellow days=28 progress=0.2; T7 P06 red paid=5000000 work=4000000; F33 U12 progress 05-31 missing days=10; ack P05 T5 until=2021-07-31 why=管线迁改 | escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red; acknowledged T5 P05 yellow (管线迁改) > U11; ~unchanged T5 P05 yellow (muted); opened T7 P06 red > U03 U11; opened F33 U12 progress 2021-05-31 red > U12
"""


@pytest.fixture
def written(tell: Callable[..., Stage], tmp_path: Path) -> Path:
    """The folder of the week of the story."""
    stage = tell(STORY)
    letter_writing.write_letters(stage.connection, SUNDAY, tmp_path, WRITTEN)
    return tmp_path / "2021-W24"


def text_of(folder: Path, owner: str, extension: str = "txt") -> str:
    """A letter without its advice on how to answer."""
    return (folder / owner / f"letter.{extension}").read_text(encoding="utf-8").partition("■ 如何答复")[0]


def test_everyone_concerned_has_a_letter_and_nobody_else(written: Path, stage: Stage) -> None:
    folders = sorted(path.name for path in written.iterdir())
    assert folders == ["LEADING", "PROGRAMME", "U03", "U11", "U12", "orders"]
    recorded = {row["owner_code"]: row["has_changes"] for row in letters.letters_of_week(stage.connection, "2021-W24")}
    assert recorded == dict.fromkeys(("LEADING", "PROGRAMME", "U03", "U11", "U12"), True)


@pytest.mark.parametrize(
    ("owner", "named", "unnamed"),
    [
        pytest.param("U11", ["石门小区", "锦竹苑", "鸣山小区"], ["U12"], id="who builds: its projects"),
        pytest.param("U03", ["鸣山小区"], ["石门小区", "锦竹苑", "U12"], id="the finance bureau: the money"),
        pytest.param("U12", ["进度表"], ["石门小区", "锦竹苑", "鸣山小区"], id="who owes a return: that return"),
        pytest.param("LEADING", ["石门小区"], ["锦竹苑", "鸣山小区", "U12"], id="the leading group: what is escalated"),
        pytest.param("PROGRAMME", ["石门小区", "锦竹苑", "鸣山小区", "进度表", "395"], [], id="the office: the whole"),
    ],
)  # fmt: skip
def test_an_owner_hears_only_of_its_own(written: Path, owner: str, named: list[str], unnamed: list[str]) -> None:
    said = text_of(written, owner)
    assert [word for word in named if word not in said] == []
    assert [word for word in unnamed if word in said] == []


def test_changes_come_first_and_the_muted_stand_in_the_full_list_alone(written: Path) -> None:
    changes, full = text_of(written, "U11").split("■ 未销号：进度")
    assert "[已上报] ●红 形象进度30.00%，序时进度70.00%，落后40.00个百分点" in changes
    assert "[新增] ●红 已支付500.00万元，大于完成投资400.00万元" in changes
    assert (
        "    自2021-06-13起，第2周 · 县城投公司签认：管线迁改；预计2021-07-31恢复 · 2021-07-31前不再推送，加重除外"
        in full
    )
    assert "自2021-06-13起，第2周" in full
    assert "督办单〔2021-W24-1〕，2021-07-05前答复" in full


def test_a_robot_is_told_the_changes_and_not_the_full_list(written: Path) -> None:
    said = text_of(written, "U11", "md")
    assert "- [已上报] ●红" in said
    assert "未销号：进度" not in said


def test_the_page_says_levels_in_words_and_loads_nothing_from_elsewhere(written: Path) -> None:
    page = text_of(written, "PROGRAMME", "html")
    assert all(word in page for word in ("●红", "▲黄", "—未报", "width=device-width"))
    assert not any(word in page for word in ("http://", "https://", "<script", "src="))


def test_english_stands_beside_for_those_who_ask(
    tell: Callable[..., Stage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter_writing, "reads_english", lambda owner, kinds, lines: owner == "U03")
    stage = tell(STORY)
    letter_writing.write_letters(stage.connection, SUNDAY, tmp_path, WRITTEN)
    week = tmp_path / "2021-W24"
    assert [path.parent.name for path in sorted(week.glob("*/letter.both.html"))] == ["U03"]
    both = (week / "U03" / "letter.both.txt").read_text(encoding="utf-8")
    assert "[新增 / new] ●红 / ● red 已支付500.00万元" in both
    assert "County finance bureau" in both
    assert '<span lang="en">' in (week / "U03" / "letter.both.html").read_text(encoding="utf-8")


def test_the_order_has_its_number_deadline_and_room_to_reply(written: Path) -> None:
    [path] = (written / "orders").iterdir()
    assert path.name == "2021-W24-1.html"
    page = path.read_text(encoding="utf-8")
    for word in (
        "督办单〔2021-W24-1〕",
        "主送：县城投公司",
        "石门小区",
        "落后40.00个百分点",
        "2021-07-05前书面答复",
        "10个工作日",
        "整改措施",
        "预计恢复日期",
    ):
        assert word in page


def test_written_again_the_files_are_the_same_and_what_was_begun_to_be_sent_stays(
    written: Path, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def files() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in sorted(written.rglob("*")) if path.is_file()}

    before = files()
    letter_writing.write_letters(stage.connection, SUNDAY, tmp_path, WRITTEN)
    assert files() == before
    (written / "U11" / "letter.txt").write_text("as it was sent", encoding="utf-8")
    monkeypatch.setattr(letters, "was_begun", lambda connection, week_key, owner_code: owner_code == "U11")
    letter_writing.write_letters(stage.connection, SUNDAY, tmp_path, WRITTEN)
    assert (written / "U11" / "letter.txt").read_text(encoding="utf-8") == "as it was sent"


def test_a_quiet_week_has_a_letter_that_says_so_and_no_changes(tell: Callable[..., Stage], tmp_path: Path) -> None:
    stage = tell("""
        W23 | T5 P05 yellow days=28 progress=0.2  | opened T5 P05 yellow > U11
        W24 | T5 P05 yellow days=28 progress=0.2  | ~unchanged T5 P05 yellow
    """)
    letter_writing.write_letters(stage.connection, SUNDAY, tmp_path, WRITTEN)
    assert "本周无变化" in text_of(tmp_path / "2021-W24", "U11")
    recorded = {row["owner_code"]: row["has_changes"] for row in letters.letters_of_week(stage.connection, "2021-W24")}
    assert recorded == {"PROGRAMME": False, "U11": False}


def test_a_week_that_was_not_followed_is_not_written(stage: Stage, tmp_path: Path) -> None:
    with pytest.raises(WeekNotToldError, match="2021-06-20"):
        letter_writing.write_letters(stage.connection, SUNDAY, tmp_path, WRITTEN)
