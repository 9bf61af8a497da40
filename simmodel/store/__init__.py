"""Runs that were played, kept on disk, so that nothing is ever played twice.

A chunk is one paired run: every scenario of a study with the luck of one seed, draw and run, in a file of its own.
`address` says what a chunk hangs on and hashes it, `table` turns the run into one tidy table and back, `files` writes a
table whole or not at all and notices a file that is torn or not ours, `room` bounds the folder, `shelves` is the store
and `where` says which folder it is.
"""
