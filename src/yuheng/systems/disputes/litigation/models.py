from yuheng.systems.disputes.litigation.facts import Advice, Agent, Applicant, Contest, Exhibit, Hearing, LostCase

__all__ = ["Advice", "Agent", "Applicant", "Contest", "Exhibit", "Hearing", "LostCase"]
