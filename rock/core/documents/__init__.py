"""Files that were sent to us: told by their content, scanned, cleaned, kept in the database, given only to who may have them."""
