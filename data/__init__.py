"""What is known, where it is kept, how it comes in and goes out."""
