"""Column types the tables share."""

from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""How constraints are called, so that a migration can name them on both databases."""

SQLModel.metadata.naming_convention = NAMES


class WorkspaceTable(SQLModel):
    """What every table but the workspace's has."""

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")


class ExactDecimal(TypeDecorator[Decimal]):
    """A Decimal kept as text: SQLite has no exact number, and no sum is made in SQL.

    Text sorts as text, so SQL never compares or orders these columns either.
    """

    impl = String(60)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> str | None:
        """Plain digits, never an exponent.

        Raises:
            ValueError: if it is not a finite Decimal; a float would already have lost digits.
        """
        if value is None:
            return None
        if not isinstance(value, Decimal) or not value.is_finite():
            raise ValueError(f"a finite Decimal is needed, not {value!r}")
        return format(value, "f")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Decimal | None:
        """The same number as was written, with its trailing zeros."""
        return None if value is None else Decimal(value)

    def __repr__(self) -> str:
        """As it is written in a migration."""
        return "ExactDecimal()"


def added_with(value: object) -> dict[str, object]:
    """Of a column that came later: what rows from before have in it, as the database keeps it."""
    return {"server_default": value}


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """A CHECK that `column` holds one of the enum's stored words."""
    quoted = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({quoted})", name=f"{column}_is_known")
