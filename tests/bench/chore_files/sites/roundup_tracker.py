"""Roundup's classic issue tracker, whose visitor is signed in as demo: python roundup_tracker.py PORT FOLDER [WAY]"""

import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

from roundup import configuration, instance
from roundup.cgi.wsgi_handler import RequestDispatcher
from roundup.scripts import roundup_admin  # noqa: F401

PORT, FOLDER, WAY = int(sys.argv[1]), Path(sys.argv[2]).resolve(), sys.argv[3]
HOME = FOLDER / "tracker"


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


def install() -> None:
    from roundup.admin import AdminTool

    tool = AdminTool()
    tool.tracker_home = str(HOME)
    tool.do_install(str(HOME), ["install", "classic", "sqlite"])
    config = configuration.CoreConfig(str(HOME), settings={})
    config["MAIL_DOMAIN"] = "example.org"
    config["MAIL_HOST"] = "localhost"
    config["MAIL_DEBUG"] = str(FOLDER / "mail")
    config["TRACKER_WEB"] = f"http://127.0.0.1:{PORT}/"
    if WAY == "in":
        config["WEB_HTTP_AUTH"] = "yes"
        config["WEB_HTTP_AUTH_HEADER"] = "REMOTE_USER"
    config.save()


def seed() -> None:
    from roundup import password

    tracker = instance.open(str(HOME))
    if not tracker.exists():
        tracker.init(password.Password("teapot-4711", config=tracker.config), tx_Source="cli")
    tracker = instance.open(str(HOME))
    db = tracker.open("admin")
    db.tx_Source = "cli"
    demo = db.user.create(
        username="demo",
        password=password.Password("teapot-4711", config=db.config),
        roles="User",
        address="demo@example.org",
    )
    db.user.create(
        username="trixi", password=password.Password("x", config=db.config), roles="User", address="trixi@example.org"
    )
    for title, priority in (
        ("Printer jams on long jobs", "bug"),
        ("Logo looks blurred", "wish"),
        ("Lamp is broken", "urgent"),
    ):
        message = db.msg.create(author=demo, content=f"{title}.", date=db_now())
        db.issue.create(
            title=title, priority=db.priority.lookup(priority), status=db.status.lookup("unread"), messages=[message]
        )
    db.commit()
    db.close()


def db_now():
    from roundup import date

    return date.Date(".")


def signed_in(application):
    def answer(environ, start):
        if WAY == "in":
            environ["REMOTE_USER"] = "demo"
        return application(environ, start)

    return answer


if __name__ == "__main__":
    install()
    seed()
    with make_server("127.0.0.1", PORT, signed_in(RequestDispatcher(str(HOME))), handler_class=Quiet) as server:
        server.serve_forever()
