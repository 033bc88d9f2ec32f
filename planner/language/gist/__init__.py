"""The gist of an order that no grammar reads: what it names, and what is done."""
