"""Leaders' study of law: plan, sessions, attendance with reasons, make-up study."""
