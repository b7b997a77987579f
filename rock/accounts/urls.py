"""The addresses of accounts; those of signing in stand in `sign_in.urls`."""

from django.urls import path

from rock.accounts.views import face, home, policy, staff

app_name = "accounts"

urlpatterns = [
    path("", home.home, name="home"),
    path("my-page/", home.my_page, name="my_page"),
    path("my-picture/", face.face, name="face"),
    path("my-picture/picture/", face.own_picture, name="own_picture"),
    path("my-picture/delete/", face.take_down, name="take_face_down"),
    path("who-may-do-what/", policy.who_may_do_what, name="policy"),
    path("staff/", staff.staff_list, name="staff"),
    path("staff/new/", staff.new_staff, name="new_staff"),
    path("staff/<int:pk>/", staff.member, name="member"),
    path("staff/<int:pk>/roles/new/", staff.give_role, name="give_role"),
    path("staff/<int:pk>/roles/<int:holding>/end/", staff.end_role, name="end_role"),
    path("staff/<int:pk>/end-access/", staff.end_access, name="end_access"),
    path("staff/<int:pk>/restore-access/", staff.restore_access, name="restore_access"),
    path("staff/<int:pk>/reset-second-step/", staff.reset_second_step, name="reset_second_step"),
]
