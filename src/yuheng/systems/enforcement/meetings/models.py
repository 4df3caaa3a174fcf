from yuheng.systems.enforcement.meetings.facts import Attendee, Meeting, MeetingOpinion

__all__ = ["Attendee", "Meeting", "MeetingOpinion"]
