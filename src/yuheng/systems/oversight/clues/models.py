from yuheng.systems.oversight.clues.facts import Clue, Complaint, Letter, LetterClue

__all__ = ["Clue", "Complaint", "Letter", "LetterClue"]
