"""One file for each accessibility service that presses, focuses and opens menus."""
