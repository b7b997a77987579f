"""How staff sign in: their own password and second step, or the council's own sign-on. `rock.accounts.sign_in` uses this."""

from typing import Any

from rock.config import env

AUTHENTICATION_BACKENDS = ["rock.accounts.sign_in.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"

# Staff must sign in by one of these before any page opens; "socialaccount" is the council's own sign-on.
SECOND_STEP_REQUIRED = True
STRONG_SIGN_INS = frozenset({"mfa", "socialaccount"})

ACCOUNT_ADAPTER = "rock.accounts.sign_in.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator enters each address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_FORMS = {
    "login": "rock.accounts.sign_in.forms.SignInForm",
    "reset_password": "rock.accounts.sign_in.forms.AskForLinkForm",
    "reset_password_from_key": "rock.accounts.sign_in.forms.NewPasswordForm",
    "change_password": "rock.accounts.sign_in.forms.ChangePasswordForm",
    "reauthenticate": "rock.accounts.sign_in.forms.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "10/m/ip,3/m/key",
    "reset_password_from_key": "10/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
# How many proxies stand before us: the limits count by the address that the first of them saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)

MFA_ADAPTER = "rock.accounts.sign_in.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Families Rock"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute out
MFA_FORMS = {
    "authenticate": "rock.accounts.sign_in.forms.CodeForm",
    "reauthenticate": "rock.accounts.sign_in.forms.CodeAgainForm",
    "activate_totp": "rock.accounts.sign_in.forms.AddAppForm",
    "add_webauthn": "rock.accounts.sign_in.forms.AddPasskeyForm",
}

# Letters about accounts go by the council's mail server.
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "no-reply@localhost")

OIDC_ISSUER = env.text("OIDC_ISSUER", "").rstrip("/")
OIDC_RECHECK_MINUTES = 5
OIDC_GRACE_MINUTES = 15
SOCIALACCOUNT_ADAPTER = "rock.accounts.sign_in.council.CouncilAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that leads to another site is against the content security policy
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        # A refresh token (offline_access) is how we ask, every few minutes, whether they still work there.
        "SCOPE": env.words("OIDC_SCOPES", "openid,profile,email,offline_access"),
        "APPS": [
            {
                "provider_id": "council",
                "name": "the council",
                "client_id": env.text("OIDC_CLIENT_ID"),
                "secret": env.text("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ],
    }
