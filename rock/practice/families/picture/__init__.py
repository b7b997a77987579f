"""Where each person stands in the pictures of a family: pure geometry, drawn by templates."""
