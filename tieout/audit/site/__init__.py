"""The witness of the built site."""
