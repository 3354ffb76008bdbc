"""What a long-running command needs of the machine: a signal to end on, a port to listen at."""

import signal
import socket

from bot.errors import OkrError, _


def end_like_ctrl_c() -> None:
    """Let SIGTERM, with which service managers and containers stop us, end us as Ctrl-C does.

    Without it the process would be gone before it has finished what is on its way: uvicorn shuts
    itself down and then hands the signal on.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def check_free(host: str, port: int) -> None:
    """Say it plainly when the port is taken, before anything is started.

    Raises:
        OkrError: somebody else listens there.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise OkrError(
                _("Port %(port)s of %(host)s cannot be used (%(why)s). Set PORT to a free one."),
                port=port,
                host=host,
                why=error.strerror,
            ) from None
