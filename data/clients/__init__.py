"""Clients of the public services that the catalogue may be fetched from. None is asked unless its
key is set; what they answer then comes in as a file of the same format would.
"""
