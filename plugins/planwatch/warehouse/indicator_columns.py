"""What each file of include/evaluation must hold: indicators, grades, bands of judgement, and judgements."""

from collections.abc import Callable
from typing import Any

from planwatch.warehouse.plan_cells import day, number, number_or_none, one_of, optional, text, whole

FORMULAS = ("execution", "households", "buildings", "area", "on_time", "cost", "satisfaction", "assessed")

# file → its columns, what each cell must be, and the columns that tell two rows apart
FILES: dict[str, tuple[dict[str, Callable[[str], Any]], tuple[str, ...]]] = {
    "indicators": (
        {
            "indicator_code": text,
            "level1": text,
            "level2": text,
            "level3": text,
            "formula": one_of(*FORMULAS),
            "timing": one_of("always", "due_year"),
            "target_ratio": number_or_none,
            "weight": number,
            "direction": one_of("higher", "lower"),
            "over_cap_ratio": number_or_none,
            "band_scheme": optional,
            "source": text,
        },
        ("indicator_code",),
    ),
    "grade_schemes": (
        {
            "scheme_name": text,
            "grade": text,
            "from_score": number,
            "below_score": number_or_none,
            "source": text,
        },
        ("scheme_name", "grade"),
    ),
    "bands": (
        {
            "band_scheme": text,
            "band": text,
            "from_percent": number,
            "below_percent": number_or_none,
            "source": text,
        },
        ("band_scheme", "band"),
    ),
    "assessments": (
        {
            "budget_year": whole,
            "project_code": optional,
            "indicator_code": text,
            "judgement": one_of("scored", "inapplicable"),
            "score_percent": number_or_none,
            "band": optional,
            "basis": text,
            "assessed_by": text,
            "assessed_date": day,
        },
        ("budget_year", "project_code", "indicator_code", "assessed_date"),
    ),
}
