"""What Alembic runs: on the connection it is given, else on DATABASE_URL.

A new step, once the tables have changed:
`DATABASE_URL=sqlite:///dev.db alembic revision --autogenerate --rev-id 0002 -m "Add …"`
"""

import os
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlmodel import SQLModel

import storage.tables  # noqa: F401  (fills the metadata)
from storage.columns import ExactDecimal
from storage.database import Database
from storage.migrate import alone


def run() -> None:
    """Run the steps on the connection of `storage.migrate`, or on one of our own."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        run_on(connection)
        return
    database = Database(os.environ["DATABASE_URL"])
    with alone(database) as own:
        run_on(own)
    database.close()


def run_on(connection: Connection) -> None:
    """Run the steps in the connection's transaction; batches, as SQLite cannot ALTER."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        render_item=render_item,
    )
    context.run_migrations()


def render_item(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """Our own column type by its name; everything else as Alembic would write it."""
    if kind == "type" and isinstance(item, ExactDecimal):
        autogen.imports.add("from storage.columns import ExactDecimal")
        return repr(item)
    return False


run()
