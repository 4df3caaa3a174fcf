"""双公示: records of penalties and licences for the credit platform, in the fields of its standard, and the platform's answers."""
