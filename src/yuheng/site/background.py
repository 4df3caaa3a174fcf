"""What a serving process does beside answering: sequence new events, record what follows from expired terms, follow a demonstration's clock."""

from __future__ import annotations

import json
import logging
import threading
from datetime import datetime

from django.conf import settings
from django.db import close_old_connections, connection
from django.db.utils import Error

from yuheng.kernel import now
from yuheng.kernel.engine.nature import database_is_demonstration
from yuheng.kernel.engine.sequencer import checkpoint, drain
from yuheng.kernel.engine.tick import tick
from yuheng.kernel.ledger.keys import KeyProblem
from yuheng.systems import catalogue

PAUSE = 0.5
"""Seconds between two looks of the sequencer: an event waits at most about one second for its leaf."""

EVERY = 120
"""Looks after which a checkpoint is signed, where something was sequenced since."""

ROUND = 1200
"""Looks after which the terms that expired are looked through: ten minutes."""

BETWEEN = 6 * 3600
"""Seconds between two looks for clues of supervision."""

FIRST = 20
"""Seconds after the start until clues are looked for."""

CHECKS = 5
"""Seconds between two looks for payments that were recorded and not checked yet."""

BUSY = 600
"""Seconds after which a check of payments that did not end is taken for killed."""

_stop = threading.Event()


def demonstration() -> dict[str, str] | None:
    """What the data directory says of itself as a demonstration; None for a real one."""
    path = settings.HOME / "demonstration.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def start() -> threading.Thread:
    """Loads the systems, sets the clock of a demonstration, starts the sequencer's thread."""
    catalogue.load()
    declared = demonstration()
    found = database_is_demonstration()
    connection.close()
    if found is not None and found != bool(declared):
        raise RuntimeError("数据库与数据目录的演示标记不一致：演示数据不能作为正式数据使用，正式数据不能以模拟时间运行。")
    if declared:
        now.start_from(datetime.fromisoformat(declared["now"]))
    thread = threading.Thread(target=_sequence, name="sequencer", daemon=True)
    thread.start()
    threading.Thread(target=_supervise, name="supervision", daemon=True).start()
    threading.Thread(target=_check_payments, name="payments", daemon=True).start()
    return thread


def _supervise() -> None:
    """Looks for clues of supervision and for doubts about payments four times a day, apart from the sequencer, which waits for nobody."""
    from yuheng.systems.oversight.clues.runner import run
    from yuheng.systems.oversight.money.runner import run as run_over_payments

    pause: float = FIRST
    while not _stop.wait(pause):
        pause = PAUSE * ROUND
        try:
            if _is_mine():
                run()
                run_over_payments()
        except Error as problem:
            logging.getLogger("yuheng.supervision").warning("线索模型暂缓：数据库暂不可用（%s）", problem)
            connection.close()
        close_old_connections()


def _check_payments() -> None:
    """Runs the rules over what was recorded a moment ago, in one process of all."""
    from yuheng.kernel.records.models import Tally
    from yuheng.systems.oversight.money.facts import Unchecked
    from yuheng.systems.oversight.money.runner import pending

    while not _stop.wait(CHECKS):
        try:
            if Unchecked.objects.exists():
                moment = int(now.now().timestamp())
                busy, _new = Tally.objects.get_or_create(name="payments", shard=0)
                if busy.value <= moment and Tally.objects.filter(pk=busy.pk, value=busy.value).update(value=moment + BUSY):
                    pending()
                    Tally.objects.filter(pk=busy.pk).update(value=moment)
        except Error as problem:
            logging.getLogger("yuheng.money").warning("支付校验暂缓：数据库暂不可用（%s）", problem)
            connection.close()
        close_old_connections()


def _is_mine() -> bool:
    """Whether it is time for a look, and this process the one of all that takes it: the models read every record of the year."""
    from yuheng.kernel.records.models import Tally

    moment = int(now.now().timestamp())
    last, _new = Tally.objects.get_or_create(name="supervise", shard=0)
    if 0 <= moment - last.value < BETWEEN:
        return False
    return Tally.objects.filter(pk=last.pk, value=last.value).update(value=moment) == 1


def _sequence() -> None:
    looks, fresh = 0, 0
    while not _stop.wait(PAUSE):
        try:
            if looks % ROUND == 0:
                tick()
            looks += 1
            fresh += drain() if _waiting() else 0
            if fresh and looks % EVERY == 0:
                checkpoint(settings.HOME, settings.ORIGIN)
                fresh = 0
        except Error as problem:
            logging.getLogger("yuheng.sequencer").warning("排序暂缓：数据库暂不可用（%s）", problem)
            connection.close()
        except (KeyProblem, OSError) as problem:
            # Events are still sequenced; only signing waits for the operator.
            logging.getLogger("yuheng.sequencer").error("检查点没有签名：%s", problem)
            fresh = 0
        close_old_connections()


def _waiting() -> bool:
    from yuheng.kernel.records.models import Unsequenced

    return Unsequenced.objects.exists()
