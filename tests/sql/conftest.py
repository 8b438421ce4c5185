"""The planned warehouse of the oracles serves the models' cases too."""

from tests.oracles.conftest import planned

__all__ = ["planned"]
