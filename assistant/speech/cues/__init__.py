"""Earcons: short sounds beside the voice, so that a person hears what happens at once."""
