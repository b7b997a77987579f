"""The web server for running for real, behind a proxy that ends TLS; every number can be set from the environment."""

import logging
import os
from typing import Any

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 30
graceful_timeout = 20
keepalive = 5
# A worker is renewed now and then, not all at the same moment.
max_requests = 5000
max_requests_jitter = 500
preload_app = False
forwarded_allow_ips = os.environ.get("TRUSTED_PROXIES", "127.0.0.1")
limit_request_line = 4094
limit_request_fields = 60
control_socket_disable = True

# Neither the query (a searched name) nor the path (a family's number) nor the referrer nor the address of who asked:
# the view log in the database holds who looked at whom, under its own rules of access and deletion.
accesslog = "-"
access_log_format = "%(t)s %(m)s %(s)s %(B)s bytes %(D)s µs"
errorlog = "-"


def post_worker_init(worker: Any) -> None:
    """Keep addresses and values out of the server's own error reports too."""
    from rock.core.logs import NoValues

    logging.getLogger("gunicorn.error").addFilter(NoValues())
