from yuheng.systems.disputes.desk.facts import Apart, Intake, Teller, Urging

__all__ = ["Apart", "Intake", "Teller", "Urging"]
