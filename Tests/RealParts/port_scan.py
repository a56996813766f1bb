"""Prints which TCP ports of some addresses answer: port_scan.py ADDRESS,... PORT,..."""

import asyncio
import sys


async def answers(address, port):
    """Whether a connection is made in time; over a wire within one machine, that is at once."""
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(address, port), 2)
    except (OSError, asyncio.TimeoutError):
        return None
    writer.close()
    return port


async def main(addresses, ports):
    """All at the same time."""
    tried = [answers(address, int(port)) for address in addresses.split(",") for port in ports.split(",")]
    for port in sorted(set(filter(None, await asyncio.gather(*tried)))):
        print(port)


asyncio.run(main(*sys.argv[1:]))
