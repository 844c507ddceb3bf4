"""What Linux says of a process and its children: processor time and memory."""

import os
from pathlib import Path


def family(pid: int) -> list[int]:
    """Give a process and all that it started, as far as they run."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


def seconds(pid: int) -> float:
    """Give the processor seconds that a process and its children have used."""
    ticks = 0
    for each in family(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def own_megabytes(pid: int) -> float:
    """Give the memory that only this process has (the unique set size)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def megabytes(pid: int) -> float:
    """Give the memory of a process with its share of what several use (the proportional set size)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
