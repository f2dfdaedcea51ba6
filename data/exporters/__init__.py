"""What goes out: the ontology as SKOS, as tables with their schema, and as a sheet to review."""
