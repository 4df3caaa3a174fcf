"""All clue models, in the order in which people read them."""

from yuheng.systems.oversight.clues.found import by_clock, by_contests, by_facts, by_steps

__all__ = ["by_clock", "by_contests", "by_facts", "by_steps"]
