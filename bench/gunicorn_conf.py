"""How the server under measurement runs: two workers of four threads, silent."""

workers = 2
worker_class = "gthread"
threads = 4
loglevel = "error"
