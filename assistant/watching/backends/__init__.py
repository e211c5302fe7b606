"""How each platform tells what watching needs to know."""
