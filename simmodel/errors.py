"""Our few exceptions: each is the sentence the reader sees."""


class SimmodelError(Exception):
    """Something the person at the keyboard can mend; its text says what was given, what is allowed and what to type."""


class CustodyLevelError(SimmodelError):
    """Shares of return to custody at 12 and 24 months that no curve of the model gives."""


class FileFaultsError(SimmodelError):
    """A file with faults, all of them, in the order of the file."""

    def __init__(self, where: str, faults: list[str]) -> None:
        """Keep every fault of the file named `where`."""
        self.where, self.faults = where, faults
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(f"{where} has {count}:\n" + "\n".join(f"  {fault}" for fault in faults))


class StudyError(FileFaultsError):
    """A study file with faults, all of them, in the order of the file."""


class TargetsError(FileFaultsError):
    """A file of targets with faults, all of them, in the order of the file; or one that is refused as a whole."""
