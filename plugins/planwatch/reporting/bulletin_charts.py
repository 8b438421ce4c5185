"""The bulletin's charts as SVG of our own: no scripts, nothing fetched, told apart by dash, marker and word.

Coordinates are rounded to a tenth, so the same figures are the same bytes.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from planwatch.messages import Messages

WIDTH, HEIGHT = 560, 320
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 44, 30
SERIES = (("planned", "6 4", "none"), ("earned", "", "circle"), ("paid", "2 3", "square"))
YUAN_IN_SHOWN_UNIT = 10_000


def curve(figures: tuple[dict[str, Any], ...], messages: Messages) -> str:
    """The programme's planned value to its end, earned value and payments as far as they are known. Yuan → 万元."""
    first, last = figures[0]["curve_date"], figures[-1]["curve_date"]
    highest = max(
        float(max(row["planned_amount"], row["earned_amount"] or 0, row["paid_amount"] or 0)) for row in figures
    )
    step = _step(highest / YUAN_IN_SHOWN_UNIT)
    top = step * -(-highest / YUAN_IN_SHOWN_UNIT // step)

    def across(day: date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / max(1, (last - first).days)

    def up(amount: Decimal) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * float(amount) / YUAN_IN_SHOWN_UNIT / top

    parts = [*_amount_lines(step, top), *_year_lines(first, last, across)]
    for position, (name, dash, marker) in enumerate(SERIES):
        points = [
            (across(row["curve_date"]), up(row[f"{name}_amount"]), bool(row["is_whole"]))
            for row in figures
            if row[f"{name}_amount"] is not None
        ]
        parts += _line(points, dash, marker)
        parts += _key(position, dash, marker, messages.say(f"bulletin.chart.curve.{name}"))
    return _svg(HEIGHT, messages.say("bulletin.chart.curve.caption"), parts)


def bars(figures: tuple[dict[str, Any], ...], messages: Messages) -> str:
    """Each project's physical progress as a bar, with a line where it should be; in words where it is not known."""
    row_height, left, right, top = 20, 88, 58, 34
    height = top + row_height * len(figures) + 8
    span = WIDTH - left - right
    parts = [
        f'<rect x="{left}" y="10" width="22" height="11" fill="#999" stroke="#111"/>',
        _text(left + 28, 20, messages.say("bulletin.chart.bars.progress")),
        f'<line x1="{left + 190}" y1="6" x2="{left + 190}" y2="25" stroke="#111" stroke-width="3"/>',
        _text(left + 198, 20, messages.say("bulletin.chart.bars.elapsed")),
    ]
    for number, row in enumerate(figures):
        y, progress = top + row_height * number, row["progress_ratio"]
        parts.append(_text(left - 8, y + 14, row["project_name"], "end"))
        parts.append(f'<rect x="{left}" y="{y + 4}" width="{span}" height="12" fill="none" stroke="#bbb"/>')
        if progress is None:
            parts.append(_text(left + 6, y + 14, messages.say(f"bulletin.unknown.{row['unknown_word']}")))
            continue
        done, due = float(min(progress, 1)) * span, left + float(row["elapsed_ratio"]) * span
        parts.append(f'<rect x="{left}" y="{y + 4}" width="{done:.1f}" height="12" fill="#999" stroke="#111"/>')
        parts.append(f'<line x1="{due:.1f}" y1="{y}" x2="{due:.1f}" y2="{y + 20}" stroke="#111" stroke-width="3"/>')
        parts.append(_text(WIDTH - right + 6, y + 14, f"{float(progress) * 100:.1f}%"))
    return _svg(height, messages.say("bulletin.chart.bars.caption"), parts)


CHARTS: dict[str, Callable[[tuple[dict[str, Any], ...], Messages], str]] = {"curve": curve, "bars": bars}


def _svg(height: int, title: str, parts: list[str]) -> str:
    inside = "\n".join(parts)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}" font-size="14" fill="#111">'
        f"\n{inside}\n</svg>"
    )


def _text(x: float, y: float, said: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(said)}</text>'


def _step(highest: float) -> int:
    """A round step that divides the height into four to eight parts."""
    scale = 10 ** max(0, len(str(int(highest))) - 1)
    return next(int(part * scale) or 1 for part in (0.2, 0.5, 1, 2) if highest / (part * scale) <= 8)


def _amount_lines(step: int, top: float) -> list[str]:
    parts = []
    for amount in range(0, int(top) + 1, step):
        y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * amount / top
        parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(_text(LEFT - 6, y + 4, f"{amount:,}", "end"))
    return parts


def _year_lines(first: date, last: date, across: Callable[[date], float]) -> list[str]:
    parts = []
    for year in range(first.year, last.year + 1):
        begins, ends = max(date(year, 1, 1), first), min(date(year, 12, 31), last)
        parts.append(
            f'<line x1="{across(ends):.1f}" y1="{TOP}" x2="{across(ends):.1f}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>'
        )
        parts.append(_text((across(begins) + across(ends)) / 2, HEIGHT - 10, str(year), "middle"))
    return parts


def _line(points: list[tuple[float, float, bool]], dash: str, marker: str) -> list[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    drawn = [f'<polyline points="{path}" fill="none" stroke="#111" stroke-width="2" stroke-dasharray="{dash}"/>']
    return drawn + [_marker(x, y, marker, is_whole) for x, y, is_whole in points if marker != "none"]


def _marker(x: float, y: float, marker: str, is_whole: bool) -> str:
    fill = "#111" if is_whole else "#fff"
    if marker == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{fill}" stroke="#111" stroke-width="1.5"/>'
    place = f'x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7"'
    return f'<rect {place} fill="{fill}" stroke="#111" stroke-width="1.5"/>'


def _key(position: int, dash: str, marker: str, said: str) -> list[str]:
    x = LEFT + 140 * position
    drawn = [f'<line x1="{x}" y1="18" x2="{x + 34}" y2="18" stroke="#111" stroke-width="2" stroke-dasharray="{dash}"/>']
    drawn += [_marker(x + 17, 18, marker, True)] if marker != "none" else []
    return [*drawn, _text(x + 42, 23, said)]
