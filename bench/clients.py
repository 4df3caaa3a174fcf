"""HTTP clients light enough to share two cores with the server that they measure: keep-alive connections on one event loop."""

from __future__ import annotations

import asyncio
import json
import random
import time
from typing import Any

HOST = "127.0.0.1"


class Connection:
    """One keep-alive connection."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, headers: dict[str, str], body: Any = None) -> tuple[int, bytes]:
        """The status and content of one answer; the connection is opened anew where the server has closed it."""
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}:{self.port}", f"Content-Length: {len(content)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        written = ("\r\n".join(lines) + "\r\n\r\n").encode() + content
        for attempt in (1, 2):
            if self.streams is None:
                self.streams = await asyncio.open_connection(HOST, self.port)
            reader, writer = self.streams
            try:
                writer.write(written)
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = next((int(line[15:]) for line in head.split("\r\n") if line.lower().startswith("content-length:")), 0)
                return int(head[9:12]), await reader.readexactly(length)
            except (asyncio.IncompleteReadError, ConnectionError):
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError("unreachable")

    def close(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
            self.streams = None


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}


async def lives(port: int, tokens: dict[str, str], makers: Any, clients: int, seconds: float) -> tuple[int, list[float], float]:
    """Whole lifecycles by so many clients, each beginning the next when one ends: how many, milliseconds of each write, seconds."""
    spent: list[float] = []
    done = 0
    ends = time.perf_counter() + seconds

    async def client() -> None:
        nonlocal done
        line = Connection(port)
        while time.perf_counter() < ends:
            await _life(line, tokens, next(makers), spent)
            done += 1
        line.close()

    started = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    return done, spent, time.perf_counter() - started


async def _life(line: Connection, tokens: dict[str, str], writes: Any, spent: list[float], pause: Any = None) -> None:
    matter = 0
    for write in writes:
        if pause is not None:
            await pause()
        started = time.perf_counter()
        path = f"/api/matters/penalty.summary{f'/{matter}/{write.step}' if matter else ''}"
        status, content = await line.ask("POST", path, bearer(tokens[write.account]), write.body)
        spent.append((time.perf_counter() - started) * 1000)
        if status != 200:
            raise AssertionError(f"{write.step}: {status} {content.decode()[:400]}")
        matter = json.loads(content)["matter"]


async def arriving(port: int, tokens: dict[str, str], makers: Any, a_second: float, seconds: float) -> list[float]:
    """Writes of independent people: each at its own moment, whether or not the one before is answered. Milliseconds of each."""
    spent: list[float] = []
    ready: list[tuple[Connection, Any, int, Any]] = []
    chance, ends = random.Random(11), time.perf_counter() + seconds
    tasks = []

    async def one(line: Connection, writes: Any, matter: int, write: Any) -> None:
        started = time.perf_counter()
        path = f"/api/matters/penalty.summary{f'/{matter}/{write.step}' if matter else ''}"
        status, content = await line.ask("POST", path, bearer(tokens[write.account]), write.body)
        spent.append((time.perf_counter() - started) * 1000)
        if status != 200:
            raise AssertionError(f"{write.step}: {status} {content.decode()[:400]}")
        follows = next(writes, None)
        if follows is not None:
            ready.append((line, writes, json.loads(content)["matter"], follows))
        else:
            line.close()

    while time.perf_counter() < ends:
        await asyncio.sleep(chance.expovariate(a_second))
        if ready and chance.random() < 5 / 6:
            tasks.append(asyncio.create_task(one(*ready.pop(chance.randrange(len(ready))))))
        else:
            writes = iter(next(makers))
            tasks.append(asyncio.create_task(one(Connection(port), writes, 0, next(writes))))
    await asyncio.gather(*tasks)
    return spent


async def reads(port: int, token: str, paths: list[str], count: int, clients: int) -> None:
    """So many reads, the paths in turn."""
    left = iter(range(count))

    async def client() -> None:
        line = Connection(port)
        for number in left:
            status, content = await line.ask("GET", paths[number % len(paths)], bearer(token))
            if status != 200:
                raise AssertionError(f"{paths[number % len(paths)]}: {status} {content.decode()[:300]}")
        line.close()

    await asyncio.gather(*(client() for _ in range(clients)))
