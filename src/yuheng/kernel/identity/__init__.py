"""Who is meant: credit codes, identity numbers, certificates, phones, names; masking, and sealing of what must not lie open."""
