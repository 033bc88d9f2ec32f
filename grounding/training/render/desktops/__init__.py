"""Desktops put together of other renderers' pictures: windows over wallpapers, panels, docks, pointers, blemishes."""
