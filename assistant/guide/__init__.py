"""The user guide as a page for a browser, made from `resources/help` and the tables of actions."""
