"""The X11 desktop as a surface: pictures by mss, input by XTEST or pyautogui, windows by EWMH."""
