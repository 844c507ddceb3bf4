"""The network that a request comes from: what limits count as one customer."""

from ipaddress import ip_address, ip_network

from flask import request

NETWORK_BITS = {4: 32, 6: 64}
"""How much of an address identifies one customer, by IP version."""


def client_network() -> str:
    """Return an IPv4 address, or the first 64 bits of an IPv6 one; empty where the address is unknown.

    Never store it, except as a keyed digest. Behind a Unix socket and without a trusted proxy, all clients share one.
    """
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    # A socket for both versions shows IPv4 clients as ::ffff:203.0.113.7, which would all be one network.
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ip_network((address, NETWORK_BITS[address.version]), strict=False))
