"""Ports for servers of a test: below those that the system lends to outgoing connections, so that none is snatched."""

import random
import socket

LOWEST, HIGHEST = 20000, 32000


def free_ports(count: int) -> list[int]:
    """So many different ports of 127.0.0.1 on which nothing listens."""
    found: list[int] = []
    drawn = random.SystemRandom()
    while len(found) < count:
        port = drawn.randint(LOWEST, HIGHEST)
        with socket.socket() as probe:
            if port not in found and probe.connect_ex(("127.0.0.1", port)) != 0:
                found.append(port)
    return found
