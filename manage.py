"""Django's command line; `bin/rock` calls it with the right settings and database."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rock.config.settings.demo")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
