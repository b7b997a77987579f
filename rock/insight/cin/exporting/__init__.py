"""Write a children-in-need census out of the tables, as a stream.

A year's census holds each child with an episode that was open at any time from 1 April to 31 March, or was referred then,
as things stood on that 31 March: rows begun later are left out, and dates later than it are not said yet (a target date
may lie ahead); whoever was born later is expected. Records that are read as one person are one child: the facts of the
earliest record, filled up by the others, and the episodes of all. Everything is read in the order in which it was
written, so that a census that was loaded comes back row by row.
"""
