"""Pages of accounts: the first page, staff and their roles, who may do what."""
