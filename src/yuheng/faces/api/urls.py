from django.urls import path

from yuheng.faces.api.base import unknown_address
from yuheng.faces.api.main import api

urlpatterns = [path("", api.urls), path("<path:rest>", unknown_address)]
