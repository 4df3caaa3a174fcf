from yuheng.systems.services.registration.facts import (
    Chain,
    ChainSite,
    Conversion,
    Deregistration,
    OperatorChange,
    Startup,
)

__all__ = ["Chain", "ChainSite", "Conversion", "Deregistration", "OperatorChange", "Startup"]
