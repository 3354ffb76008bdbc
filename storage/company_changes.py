"""Many rows put into one workspace, with a count and an audit row for each that changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping
from sqlmodel import Session, SQLModel

from bot.domain.company import Imported
from bot.errors import OkrError, _
from storage import company
from storage.company_closed import Closed, list_closed
from storage.company_rows import Values
from storage.tables import WorkspaceRow


class Changes:
    """What is changed in a workspace at one moment; begin with `put_workspace`."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.workspace_id = 0
        self._session, self._now = session, now
        self._done = Imported()
        self._audits: list[dict[str, Any]] = []
        self._closed: Closed = {}

    def put_workspace(self, slack_id: str, row: Values) -> None:
        """The workspace that all rows from here on belong to."""
        within = {"slack_id": slack_id}
        rows = [{**within, **row}]
        result = company.put(self._session, WorkspaceRow, rows, by=["slack_id"], within=within)
        self.workspace_id = result.ids[(slack_id,)]
        self._closed = list_closed(self._session, self.workspace_id)
        self._note(WorkspaceRow, result)

    def put(self, kind: type[SQLModel], rows: Sequence[Values], by: Sequence[str]) -> company.Put:
        """Rows that the columns `by` identify."""
        result = self._put(kind, rows, by)
        self._note(kind, result)
        return result

    def put_named(self, kind: type[SQLModel], rows: Sequence[Values], by: str) -> dict[str, int]:
        """Rows that one column identifies; the ids by it, of rows too that were not given."""
        return {identity[0]: row_id for identity, row_id in self.put(kind, rows, [by]).ids.items()}

    def put_tree(
        self, kind: type[SQLModel], rows: Sequence[Values], by: str, parents: Mapping[str, str]
    ) -> dict[str, int]:
        """Rows with parents among them: first all of them, then what hangs on what.

        Their ids, in the order of `parents`, which names the parent of each row or "".
        """
        result = self._put(kind, rows, [by])
        ids = {name: result.ids[(name,)] for name in parents}
        links = [{"id": ids[name], "parent_id": ids.get(above)} for name, above in parents.items()]
        moved = self.put_quietly(kind, links)
        for name in parents:
            if (ids[name],) in moved.changed and (name,) not in result.created:
                result.changed.setdefault((name,), []).append("parent_id")
        self._note(kind, result)
        return ids

    def put_quietly(self, kind: type[SQLModel], rows: Sequence[Values]) -> company.Put:
        """Columns, of rows that are there, that only follow from others: not counted."""
        return self._put(kind, rows, ["id"])

    def remove(self, kind: type[SQLModel], rows: Sequence[RowMapping]) -> None:
        """Delete rows."""
        company.remove(self._session, kind, [row["id"] for row in rows])
        self._done.removed[str(kind.__tablename__)] += len(rows)
        for row in rows:
            self._audit(kind, "removed", row["id"])

    def finish(self) -> Imported:
        """Store the audit rows; what was done.

        Raises:
            OkrError: something in a closed cycle would be another than it was.
        """
        self._check_closed()
        company.add_audits(self._session, self._audits)
        return self._done

    def _check_closed(self) -> None:
        closed = self._closed | list_closed(self._session, self.workspace_id)
        for each in self._audits:
            table, _colon, row_id = each["subject"].partition(":")
            if found := closed.get((table, int(row_id))):
                raise OkrError(
                    _(
                        "The cycle %(cycle)s is closed and nothing in it can change, but the file "
                        "would change %(title)s. Take it out of the file, or write it there as it "
                        "stands."
                    ),
                    cycle=found[0],
                    title=found[1],
                )

    def _put(self, kind: type[SQLModel], rows: Sequence[Values], by: Sequence[str]) -> company.Put:
        within = {"workspace_id": self.workspace_id}
        return company.put(self._session, kind, rows, by=by, within=within)

    def _note(self, kind: type[SQLModel], result: company.Put) -> None:
        name = str(kind.__tablename__)
        given = len(result.ids) - len(result.missing)
        self._done.created[name] += len(result.created)
        self._done.changed[name] += len(result.changed)
        self._done.unchanged[name] += given - len(result.created) - len(result.changed)
        for identity in result.created:
            self._audit(kind, "created", result.ids[identity])
        for identity, columns in result.changed.items():
            self._audit(kind, "changed", result.ids[identity], columns)

    def _audit(
        self, kind: type[SQLModel], verb: str, row_id: int, columns: Sequence[str] = ()
    ) -> None:
        name = str(kind.__tablename__)
        self._audits.append(
            {
                "workspace_id": self.workspace_id,
                "at": self._now,
                "action": f"{name}.{verb}",
                "subject": f"{name}:{row_id}",
                "detail": {"columns": list(columns)} if columns else {},
            }
        )
