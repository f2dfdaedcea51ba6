"""Who asks: pages, JSON API, command line."""
