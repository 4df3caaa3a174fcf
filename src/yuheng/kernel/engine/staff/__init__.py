"""Acts of administrators on organs, persons, posts, certificates and accounts: each recorded with who, when and why.

Nothing rewrites the past: names are dated, posts and certificates end instead of being deleted, and every act stands in one
hash chain (`records.changes`). Who may do what is for the face to ask (three separate administrators); what nobody may do, as
giving oneself a post, is refused here.
"""
