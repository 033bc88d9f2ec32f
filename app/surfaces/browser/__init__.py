"""Chromium through Playwright: an own profile, or one that is already running."""
