"""The Qt window; widgets take records and emit intents."""
