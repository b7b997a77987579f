"""The addresses of signing in. The names are the library's own: it looks its pages up by them."""

from django.urls import path, re_path

from rock.accounts.sign_in import views

urlpatterns = [
    path("", views.sign_in, name="account_login"),
    path("out/", views.sign_out, name="account_logout"),
    path("ended/", views.access_ended, name="account_inactive"),
    path("password/", views.ask_for_link, name="account_reset_password"),
    path("password/sent/", views.link_sent, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.new_password,
        name="account_reset_password_from_key",
    ),
    path("password/changed/", views.password_changed, name="account_reset_password_from_key_done"),
    path("password/change/", views.change_password, name="account_change_password"),
    path("again/", views.password_again, name="account_reauthenticate"),
    path("second-step/", views.second_step_now, name="mfa_authenticate"),
    path("passkey/", views.passkey_sign_in, name="mfa_login_webauthn"),
    path("my-second-step/", views.overview, name="mfa_index"),
    path("my-second-step/code-again/", views.code_again, name="mfa_reauthenticate"),
    path("my-second-step/passkey-again/", views.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("my-second-step/app/", views.add_app, name="mfa_activate_totp"),
    path("my-second-step/app/remove/", views.remove_app, name="mfa_deactivate_totp"),
    path("my-second-step/codes/", views.see_codes, name="mfa_view_recovery_codes"),
    path("my-second-step/codes/new/", views.new_codes, name="mfa_generate_recovery_codes"),
    path("my-second-step/passkeys/new/", views.add_passkey, name="mfa_add_webauthn"),
    path("my-second-step/passkeys/<int:pk>/remove/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("council/", views.council_sign_in, {"provider_id": "council"}, name="openid_connect_login"),
    path("council/answer/", views.council_answer, {"provider_id": "council"}, name="openid_connect_callback"),
]
