from yuheng.systems.services.registration.facts import Chain, Conversion, Deregistration, OperatorChange, Startup

__all__ = ["Chain", "Conversion", "Deregistration", "OperatorChange", "Startup"]
