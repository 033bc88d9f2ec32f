"""Tries out what works on this machine: every check acts and observes, and names the mend."""
