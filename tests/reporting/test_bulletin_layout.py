"""The bulletin's layout and its words fit each other, and its charts show what is not known as such."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planwatch import paths
from planwatch.messages import load_messages
from planwatch.reporting.bulletin_cells import cell_text
from planwatch.reporting.bulletin_charts import bars, curve
from planwatch.reporting.bulletin_drawing import text_bar
from planwatch.reporting.bulletin_layout import BulletinColumn, load_layout

CHINESE = load_messages("zh")
PARTS = [part for parts in load_layout().sections.values() for part in parts]
BESIDE_PARTS = {
    "publication",
    "previous_publication",
    "is_in_marts",
    "curve_dates",
    "curve_point",
    "curve_ahead",
    "programme_of_point",
    "projects_of_point",
    "returns_of_point",
    "head",
}


def test_every_query_is_a_part_and_every_part_has_its_query() -> None:
    files = {path.stem for path in (paths.SQL / "bulletin").glob("*.sql")}
    assert files - BESIDE_PARTS == {part.query for part in PARTS if part.query != "curve"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_section_column_and_empty_table_has_its_words(language: str) -> None:
    said = load_messages(language).sentences
    keys = [f"bulletin.section.{name}" for name in load_layout().sections]
    keys += [f"bulletin.heading.{part.query}.{column.name}" for part in PARTS for column in part.columns]
    keys += [f"bulletin.none.{part.query}" for part in PARTS if part.kind in ("table", "matrix")]
    assert [key for key in keys if key not in said] == []


@pytest.mark.parametrize("part", [part for part in PARTS if part.kind == "table"], ids=lambda part: part.query)
def test_the_columns_of_a_table_fill_the_line(part: Any) -> None:
    assert 90 <= sum(column.width for column in part.columns) <= 110


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("money", Decimal("27312585.50"), "2,731.26"),
        ("money", Decimal("0"), "0.00"),
        ("money", None, "未报"),
        ("ratio", Decimal("0.128345"), "12.83%"),
        ("ratio", Decimal("0.128350"), "12.84%"),
        ("points", Decimal("-0.283338"), "-28.33"),
        ("points", Decimal("0.055"), "+5.50"),
        ("points", Decimal("0"), "0.00"),
        ("index", Decimal("0.6415"), "0.642"),
        ("weekday", date(2021, 10, 8), "2021-10-08（周五）"),
        ("names", ["石门小区", "锦竹苑"], "石门小区、锦竹苑"),
    ],
)
def test_a_cell_is_rounded_half_up_and_never_zero_for_what_is_not_known(kind: str, value: Any, shown: str) -> None:
    assert cell_text(BulletinColumn("it", kind, 10, unknown="not_reported"), {"it": value}, CHINESE) == shown


def project(progress: str | None, elapsed: str, unknown: str = "not_reported") -> dict[str, Any]:
    return {
        "project_name": "石门小区",
        "progress_ratio": None if progress is None else Decimal(progress),
        "elapsed_ratio": Decimal(elapsed),
        "unknown_word": unknown,
    }


@pytest.mark.parametrize(
    ("progress", "elapsed", "shown"),
    [
        ("0.48", "0.7633", "■" * 10 + "△" * 5 + "□" * 5),
        ("1", "1", "■" * 20),
        ("0", "0.5", "△" * 10 + "□" * 10),
        ("0.50", "0.25", "■" * 10 + "□" * 10),
        ("0.025", "0.025", "■" + "□" * 19),
        ("0.0249", "0", "□" * 20),
        (None, "0.5", "未报"),
    ],
)
def test_a_bar_of_blocks_tells_done_behind_and_ahead_apart(progress: str | None, elapsed: str, shown: str) -> None:
    assert text_bar(project(progress, elapsed), CHINESE) == shown


def test_a_project_without_news_has_a_word_and_no_bar() -> None:
    drawn = bars((project(None, "0.5"), project(None, "0", "not_due"), project("0", "0.5")), CHINESE)
    assert drawn.count('fill="#999"') == 2  # the key and the project that reported 0
    assert [word in drawn for word in ("未报", "未到期", "0.0%")] == [True, True, True]


def test_the_curve_ends_where_knowledge_ends_and_marks_what_is_partly_known() -> None:
    def point(day: date, planned: int, earned: int | None, *, is_whole: bool = True) -> dict[str, Any]:
        amounts = {"planned_amount": Decimal(planned), "paid_amount": None, "is_whole": is_whole}
        return {"curve_date": day, "earned_amount": None if earned is None else Decimal(earned)} | amounts

    drawn = curve(
        (
            point(date(2021, 1, 31), 1_000_000, None),
            point(date(2021, 2, 28), 2_000_000, 500_000, is_whole=False),
            point(date(2021, 3, 31), 3_000_000, 900_000),
            point(date(2021, 4, 30), 4_000_000, None),
        ),
        CHINESE,
    )
    lines = [line for line in drawn.splitlines() if line.startswith("<polyline")]
    assert [line.split('"')[1].count(",") for line in lines] == [4, 2, 0]
    assert drawn.count('fill="#fff"') == 1
    assert "stroke-dasharray" in drawn
