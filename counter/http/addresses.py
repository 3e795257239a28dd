"""Which address a request comes from."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from ipaddress import ip_network
from socket import AF_INET, AF_INET6, inet_pton

V4_IN_V6 = bytes(10) + b"\xff\xff"


def address_reader(
    trusted: Iterable[str],
) -> tuple[Callable[[str, bytes | None], bytes], Callable[[str], bool], Callable[[], None]]:
    """Three functions: from the peer and X-Forwarded-For to the rightmost address that no trusted proxy has: 4 bytes, or 8 of IPv6 (its /64).

    Whether a peer is a proxy to trust. And to forget the addresses that were read: they are kept in memory, as readers come again. A peer without an address is a UNIX socket's: a proxy. All whose address isn't known share the empty one.
    """
    networks = [
        (network.max_prefixlen // 8, int(network.network_address), int(network.netmask))
        for network in map(ip_network, trusted)
    ]

    @lru_cache(4096)
    def known(text: str) -> tuple[bytes, bool]:
        """The address, empty if it is none, and whether it is a proxy's to trust."""
        try:
            packed = inet_pton(AF_INET6 if ":" in text else AF_INET, text.strip())
        except (OSError, ValueError):
            return b"", True
        packed = packed.removeprefix(V4_IN_V6)
        number = int.from_bytes(packed, "big")
        for size, network, mask in networks:
            if len(packed) == size and number & mask == network:
                return packed[:8], True
        return packed[:8], False

    def read(peer: str, forwarded: bytes | None) -> bytes:
        address, proxy = known(peer)
        if proxy and forwarded:
            for hop in reversed(forwarded.decode("latin-1").split(",")):
                address, proxy = known(hop)
                if not (proxy and address):
                    break
        return address

    return read, lambda peer: known(peer)[1], known.cache_clear
