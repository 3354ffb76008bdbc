"""How okrbot logs: one line per effect with ids, as text for people or JSON for collectors."""

import json
import logging
import sys
from datetime import UTC, datetime

# Slack's libraries log what people wrote and tokens' addresses at DEBUG and INFO.
_TOO_TALKATIVE = ("slack_bolt", "slack_sdk", "aiohttp", "apscheduler", "alembic", "uvicorn")


class _JsonLines(logging.Formatter):
    """One JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger and message; the traceback where there is one."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configure_logging(level: str, style: str) -> None:
    """Log to standard error at `level`; `style` is text or json."""
    handler = logging.StreamHandler(sys.stderr)
    plain = logging.Formatter("%(asctime)s %(levelname)-7s %(name)s %(message)s")
    handler.setFormatter(_JsonLines() if style == "json" else plain)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TOO_TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
