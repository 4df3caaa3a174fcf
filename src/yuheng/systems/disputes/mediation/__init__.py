"""People's mediation 人民调解 (S32): from intake by six channels to agreement, performance, return visit and judicial confirmation."""
