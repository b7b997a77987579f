"""The database's launcher, backup and restore. The launcher needs nothing but the standard library."""
