"""Puts this folder on the path, so that the pages of tests in its subfolders can import the helpers by name."""

import os

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
"""No example fails for its time alone, which on a shared machine says nothing."""
os.environ["SIMMODEL_STORE"] = "none"
"""No test reads what another has kept; those of the store name a folder of their own."""
os.environ["SIMMODEL_APP_WORKERS"] = "0"
"""No test starts worker processes of the app; those of the workers do so themselves."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="save the results of tests/test_back.py anew, on purpose")
