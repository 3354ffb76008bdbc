"""A small HTTP client that keeps a number of connections busy."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import quantiles

Request = tuple[bytes, Mapping[str, str]]


@dataclass(slots=True)
class Load:
    """What came of some requests: seconds for each, in order of answering, and statuses."""

    seconds: float = 0
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def per_second(self) -> float:
        """Requests answered per second."""
        return len(self.latencies) / self.seconds

    def percentile(self, percent: int) -> float:
        """Milliseconds within which so many of a hundred were answered."""
        return quantiles(self.latencies, n=100, method="inclusive")[percent - 1] * 1000


def send(
    port: int, requests: Iterable[Request], connections: int = 16, path: str = "/slack/events"
) -> Load:
    """POST all of them to a server on this machine, on so many connections at once."""
    return asyncio.run(_send(port, [_wire(path, *each) for each in requests], connections))


def all_ok(load: Load) -> Load:
    """The load itself; a figure for anything but answers of 200 would mean nothing."""
    if set(load.statuses) != {200}:
        raise RuntimeError(f"the server answered {dict(load.statuses)}")
    return load


async def _send(port: int, requests: list[bytes], connections: int) -> Load:
    load, waiting = Load(), iter(requests)
    lines = [await asyncio.open_connection("127.0.0.1", port) for _number in range(connections)]
    started = time.perf_counter()
    await asyncio.gather(*(_keep_busy(*line, waiting, load) for line in lines))
    load.seconds = time.perf_counter() - started
    for _reader, writer in lines:
        writer.close()
    return load


async def _keep_busy(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, waiting: Iterator[bytes], load: Load
) -> None:
    for request in waiting:
        started = time.perf_counter()
        writer.write(request)
        load.statuses[await _read_answer(reader)] += 1
        load.latencies.append(time.perf_counter() - started)


async def _read_answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    _before, _name, after = head.partition(b"content-length:")
    await reader.readexactly(int(after.split(b"\r\n", 1)[0]))
    return int(head.split(b" ", 2)[1])


def _wire(path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "host: bench", f"content-length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body
