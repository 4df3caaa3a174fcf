from yuheng.systems.enforcement.statistics.facts import AnnualStatistics

__all__ = ["AnnualStatistics"]
