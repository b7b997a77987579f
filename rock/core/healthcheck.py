"""Asks the running service for its health, as the container file does: `python -m rock.core.healthcheck [ready]`."""

import http.client
import os
import sys


def asked(page: str) -> int:
    """Return the status of /health/PAGE, asked as the proxy would: by a host name of ours, over TLS."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    port = int(os.environ.get("BIND", "127.0.0.1:8000").rpartition(":")[2])
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", f"/health/{page}", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return line.getresponse().status
    except OSError:
        return 0
    finally:
        line.close()


if __name__ == "__main__":
    sys.exit(asked(sys.argv[1] if len(sys.argv) > 1 else "live") != 200)
