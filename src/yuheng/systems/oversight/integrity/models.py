from yuheng.systems.oversight.integrity.facts import Pledge, RuleImproved

__all__ = ["Pledge", "RuleImproved"]
