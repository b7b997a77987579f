"""From stories to rows: each story becomes the acts of those at work, and each act the rows that its service would write."""
