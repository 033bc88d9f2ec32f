"""Where Deskhand looks and acts: desktop, browser, virtual display, simulated."""
