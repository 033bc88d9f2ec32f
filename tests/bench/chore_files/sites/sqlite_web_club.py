"""sqlite-web over a club's members: python sqlite_web_club.py PORT FOLDER [WAY]"""

import sqlite3
import sys
from pathlib import Path

PORT, FOLDER = sys.argv[1], Path(sys.argv[2]).resolve()
FILE = FOLDER / "club.sqlite"

if __name__ == "__main__":
    with sqlite3.connect(FILE) as database:
        database.executescript("""
            create table member (id integer primary key, name text not null, town text, fee real);
            create table event (id integer primary key, title text not null, day text);
            insert into member (name, town, fee) values
              ('Maya Holt', 'York', 20), ('Jon Ferro', 'Turin', 35), ('Tilda Berg', 'Oslo', 20);
            insert into event (title, day) values ('Summer walk', '2027-06-12'), ('Quiz night', '2027-02-03');
            """)
    from sqlite_web.sqlite_web import main

    sys.argv = ["sqlite_web", "--port", PORT, "--no-browser", "--quiet", str(FILE)]
    main()
