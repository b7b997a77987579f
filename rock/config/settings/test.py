"""The demo's settings, faster: tests sign in as invented people too."""

from rock.config import env
from rock.config.database import from_url
from rock.config.settings.demo import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES = {"default": from_url(env.text("DATABASE_URL", "postgresql:///families_rock"), pool_size=0)}

# Tests plant sessions; those of the second step and of the demo's clock say so themselves.
SECOND_STEP_REQUIRED = False
LOGIN_URL = "/sign-in/"
DEMO_CLOCK_SECONDS = None
# Static files are found when asked for: nothing is collected before a test, and looking for the folder would warn.
WHITENOISE_AUTOREFRESH = True
