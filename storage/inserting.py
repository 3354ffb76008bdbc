"""Inserting rows that may be there already, in the words of either database."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session


def inserting(session: Session, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can be told what to do on a conflict."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)
