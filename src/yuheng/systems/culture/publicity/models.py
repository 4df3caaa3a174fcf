from yuheng.systems.culture.publicity.facts import Activity, Community, CommunityTopic, Site

__all__ = ["Activity", "Community", "CommunityTopic", "Site"]
