"""The demo's settings, faster: tests sign in as invented people too."""

from rock.config import env
from rock.config.database import from_url
from rock.config.settings.demo import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES = {"default": from_url(env.text("DATABASE_URL", "postgresql:///families_rock"), pool_size=0)}
