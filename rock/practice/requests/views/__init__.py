"""The hub's pages: the board, one request, its people and history, deciding, telling, liaison."""
