"""FLOOR: the least that reading 20 posts can cost here, and the measure of every other page.

A Django application without middleware: one view, 2 raw SQL queries on an SQLite file of its own,
one Jinja2 template. Granian serves it with the same threads as the site.
"""

from __future__ import annotations

import os
from pathlib import Path

import django
import jinja2
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

DATABASE = Path(os.environ.get("BENCH_FLOOR_DB", "floor.sqlite3"))
TOPIC = 7
READ_TOPIC = "SELECT title, replies FROM topic WHERE id = %s"
READ_POSTS = (
    "SELECT p.number, m.name, m.role, p.created_at, p.html FROM post p"
    " JOIN member m ON m.id = p.author_id"
    " WHERE p.topic_id = %s AND p.number BETWEEN 1 AND 20 ORDER BY p.number"
)
PAGE = jinja2.Environment(autoescape=True, trim_blocks=True).from_string("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1><p>{{ replies }} replies</p>
{% for number, name, role, at, html in posts %}
<article id="post-{{ number }}"><h2>{{ name }}</h2><p>{{ role }}
<time datetime="{{ at.isoformat() }}">{{ at.strftime("%d %B %Y, %H:%M") }}</time></p>
{{ html|safe }}</article>
{% endfor %}
</body></html>
""")


def topic_show(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(READ_TOPIC, [TOPIC])
        title, replies = cursor.fetchone()
        cursor.execute(READ_POSTS, [TOPIC])
        return HttpResponse(PAGE.render(title=title, replies=replies, posts=cursor.fetchall()))


urlpatterns = [path("", topic_show)]

if not settings.configured:
    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="bench.floor",
        MIDDLEWARE=[],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": DATABASE,
                # A connection for each request would be the larger part of the work.
                "CONN_MAX_AGE": None,
            }
        },
    )
    django.setup(set_prefix=False)
application = get_wsgi_application()
