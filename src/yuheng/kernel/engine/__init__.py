"""The engine: the one door through which anything changes.

`perform` and `perform_many` load, decide and write alike; kernel acts (`correct`, `undo`, `adopt`, `record_defect`, …) stand beside.
"""
