"""Legal aid: first review at the station."""
