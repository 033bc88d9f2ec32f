"""The composition root: settings in, wired engine out; the one package that knows every class."""
