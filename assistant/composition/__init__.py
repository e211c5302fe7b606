"""Makes the parts of EarSight from the settings; the app and every command take them from here."""
