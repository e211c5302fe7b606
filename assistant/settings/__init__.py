"""One typed schema, one private file, and the steps that bring an old file up to date."""
