"""A workspace, to which rows belong."""

import pytest

from storage.database import Database
from tests.make import add_workspace


@pytest.fixture
def workspace(database: Database) -> int:
    with database.transaction() as session:
        return add_workspace(session)
