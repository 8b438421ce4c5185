"""The planned warehouse of the oracles serves these tests too."""

from tests.oracles.conftest import accept, evaluate, relation

__all__ = ["accept", "evaluate", "relation"]
