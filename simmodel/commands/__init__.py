"""The commands behind the command line, one file each; imported only when asked for."""
