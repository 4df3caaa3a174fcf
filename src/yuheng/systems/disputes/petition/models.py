from yuheng.systems.disputes.petition.facts import JointConference, PetitionBatch

__all__ = ["JointConference", "PetitionBatch"]
