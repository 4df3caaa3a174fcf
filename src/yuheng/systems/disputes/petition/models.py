from yuheng.systems.disputes.petition.facts import ConferenceTask, JointConference, PetitionBatch

__all__ = ["ConferenceTask", "JointConference", "PetitionBatch"]
