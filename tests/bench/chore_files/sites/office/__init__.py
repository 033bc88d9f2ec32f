"""An office's customers and invoices, as a Django application."""
