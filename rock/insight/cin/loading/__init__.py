"""Load a children-in-need census into the tables, as a stream, so that what was known is never lost to a file.

Who a child is
- By the council's child number; else by the pupil number, if exactly one record has it, no other child of this file is
  that record, and birth date and sex do not speak against it. That record then gains the number.
- Whoever else looks like somebody held (`matching`) gets a record of their own and waits for a person: nobody is joined
  by a machine. A pupil number that another record has is not stored on a second one.
- A new child is a family of one, and is reached by hub managers and data officers as “imported, not yet allocated”.

Which file wins (`sources` says which of two is the newer; one of the same date is a correction and counts as newer)
- A row is the same row by its child and start date (`tables`). It carries its source; a newer file takes its place
  whole, an older one never does. A newer file that says the same makes itself the source, and that is no change.
- Rows without a source are work done here: no file changes them.
- A fact about the child themselves (sex, numbers, birth …) is changed by a newer file only while it still stands as the
  last census said; what somebody changed here stays. A file that leaves a fact blank, or says “not known”, blanks nothing.
- A row, and a child, that a newer file should hold and does not is kept.
Each of these leaves a row in the report, except that equal facts are silent.

What loading does not do: it starts no clock, neither for closed history nor for an episode that is still open. Nobody
here received that referral, and a limit that began elsewhere would stand late on the day it appears; a clock starts
when somebody here takes up the work.

If it is stopped
- The file is read through first, so a hostile or broken one changes nothing.
- Then children are written a thousand at a time, each thousand in one transaction with its rows of the report and the
  count of children read. A kill therefore leaves whole children and a batch that says how many: loading the same file
  again goes on after the last of them, and ends with the report that an undisturbed run would have had.
- One import runs at a time; a second is refused.
- A child that the database does not take is refused alone, and its thousand is written without it.
"""
