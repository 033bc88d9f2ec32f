"""AT-SPI: what desktop applications say of themselves."""
