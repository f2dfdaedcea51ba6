"""What exchange formats say of themselves, and the shapes that reading and writing them share."""
