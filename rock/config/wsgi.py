"""The web application, for gunicorn."""

import gc
import sys

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

# A page that waits for the database between two others gets the interpreter back after half a millisecond, not five.
sys.setswitchinterval(0.0005)
# What was loaded stays: looking through it for rubbish again and again would stop all pages of the process.
gc.collect()
gc.freeze()
