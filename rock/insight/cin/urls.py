"""The addresses of the census."""

from django.urls import path

from rock.insight.cin.views import children, exports, imports

app_name = "cin"

urlpatterns = [
    path("", imports.import_list, name="imports"),
    path("send/", imports.send, name="send"),
    path("<int:pk>/", imports.one_import, name="import"),
    path("<int:pk>/load/", imports.confirm, name="confirm"),
    path("<int:pk>/drop/", imports.drop, name="drop"),
    path("<int:pk>/go-on/", imports.go_on, name="go_on"),
    path("<int:pk>/report/", imports.report, name="report"),
    path("<int:pk>/report.json", imports.report_file, name="report_file"),
    path("write/", exports.export, name="export"),
    path("write/<int:pk>.xml", exports.export_file, name="export_file"),
    path("children/", children.imported, name="imported"),
    path("matches/", children.matches, name="matches"),
    path("matches/<int:pk>/", children.match, name="match"),
    path("matches/<int:pk>/ask/", children.ask, name="ask"),
]
