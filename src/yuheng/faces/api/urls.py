from django.urls import path

from yuheng.faces.api.main import api

urlpatterns = [path("", api.urls)]
