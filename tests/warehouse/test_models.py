"""How models find their order."""

import pytest

from planwatch import paths
from planwatch.warehouse import models
from planwatch.warehouse.models import ModelCycleError


def test_every_model_comes_after_what_it_reads() -> None:
    order = models.build_order(set(models.model_files()))
    assert set(order) == set(models.model_files())
    for place, name in enumerate(order):
        assert models.mentioned(name) <= set(order[:place])


def test_models_that_mention_each_other_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    circle = {"first": {"second"}, "second": {"first"}}
    monkeypatch.setattr(models, "mentioned", circle.__getitem__)
    with pytest.raises(ModelCycleError, match=r"first.*second|second.*first"):
        models.build_order({"first"})


def test_every_model_says_what_it_holds_and_one_row_per_what() -> None:
    for relative_path in models.model_files().values():
        head = [
            line for line in (paths.SQL / relative_path).read_text(encoding="utf-8").splitlines() if line[:2] == "--"
        ]
        assert any("One row" in line for line in head[1:]), relative_path
