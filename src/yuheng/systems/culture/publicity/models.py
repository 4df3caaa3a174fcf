from yuheng.systems.culture.publicity.facts import Activity, Community, Site

__all__ = ["Activity", "Community", "Site"]
