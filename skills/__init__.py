"""What things are: the ontology and the values everyone talks about. Standard library only."""
