"""Django's admin over an office's customers and invoices: python django_admin.py PORT FOLDER [WAY]

WAY "in" (as it is usually): whoever comes is signed in; "out": they see the form to sign in (ana, teapot-4711).
"""

import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.urls import path

PORT, FOLDER, WAY = sys.argv[1], Path(sys.argv[2]).resolve(), sys.argv[3]
CUSTOMERS = (
    ("Bob Stone", "bob@example.org", "Leeds", True),
    ("Ida Krüger", "ida@example.org", "Bremen", True),
    ("Kei Sato", "kei@example.org", "Osaka", False),
    ("Lea Martin", "lea@example.org", "Lyon", True),
)
INVOICES = (
    ("Bob Stone", "120.00", "2027-01-15", "open"),
    ("Ida Krüger", "80.50", "2027-02-01", "open"),
    ("Kei Sato", "310.00", "2026-12-01", "overdue"),
    ("Lea Martin", "45.00", "2027-03-10", "paid"),
)


class SignedIn:
    """Whoever comes is Ana."""

    def __init__(self, answer):
        self.answer = answer

    def __call__(self, request):
        from django.contrib.auth.models import User

        request.user = User.objects.get(username="ana")
        return self.answer(request)


settings.configure(
    DEBUG=True,
    SECRET_KEY="for this bench alone",
    ROOT_URLCONF="__main__",
    ALLOWED_HOSTS=["*"],
    STATIC_URL="static/",
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
        "office",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "office.sqlite"}},
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        *(["__main__.SignedIn"] if WAY == "in" else []),
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
)
django.setup()

from django.contrib import admin  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from office.models import Customer, Invoice  # noqa: E402

urlpatterns = [path("admin/", admin.site.urls)]

if __name__ == "__main__":
    sys.modules["__main__"].__name__ = "__main__"
    call_command("migrate", run_syncdb=True, verbosity=0)
    User.objects.create_superuser("ana", "ana@example.org", "teapot-4711")
    known = {
        name: Customer.objects.create(name=name, email=email, city=city, active=active)
        for name, email, city, active in CUSTOMERS
    }
    for name, amount, due, status in INVOICES:
        Invoice.objects.create(customer=known[name], amount=amount, due=due, status=status)
    call_command("runserver", f"127.0.0.1:{PORT}", use_reloader=False, skip_checks=True)
