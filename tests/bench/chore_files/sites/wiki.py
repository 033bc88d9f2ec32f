"""An Otter Wiki that anyone may write in: python wiki.py PORT FOLDER [WAY]"""

import os
import sys
from pathlib import Path

PORT, FOLDER = int(sys.argv[1]), Path(sys.argv[2]).resolve()
PAGES = {
    "home.md": "# Home\n\nWelcome.\n\n- [[Recipes]]\n- [[Garden]]\n",
    "recipes.md": "# Recipes\n\nPancakes: flour, milk, eggs.\n",
    "garden.md": "# Garden\n\nWater the tomatoes on Monday.\n",
}

if __name__ == "__main__":
    import git

    repository = FOLDER / "pages"
    repository.mkdir()
    books = git.Repo.init(repository)
    for name, text in PAGES.items():
        (repository / name).write_text(text, encoding="utf-8")
    books.index.add(list(PAGES))
    author = git.Actor("Ana", "ana@example.org")
    books.index.commit("First pages", author=author, committer=author)
    os.environ |= {
        "REPOSITORY": str(repository),
        "SECRET_KEY": "for this bench alone",
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{FOLDER / 'wiki.sqlite'}",
        "READ_ACCESS": "ANONYMOUS",
        "WRITE_ACCESS": "ANONYMOUS",
        "ATTACHMENT_ACCESS": "ANONYMOUS",
        "SITE_NAME": "Family wiki",
        "COMMIT_MESSAGE": "OPTIONAL",
    }
    from otterwiki.server import app

    app.run(port=PORT)
