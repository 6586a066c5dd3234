"""Writes a pcap file of many TCP connections at a time: streams.py STREAMS [ROUNDS]."""

import struct
import sys

streams = int(sys.argv[1])
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 10
out = sys.stdout.buffer
out.write(struct.pack("<IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, 262144, 101))
time = 1_800_000_000_000_000_000
server = (0x0B000001, 80)
opening = bytes.fromhex("020405b40103030704020101")
stamps = bytes.fromhex("0101080a0000000100000001")


def packet(source, destination, sequence, acknowledgment, flags, payload, number, options=stamps):
    global time
    ports = (source[1], destination[1])
    length = 20 + len(options)
    tcp = struct.pack(">HHIIBBHHH", *ports, sequence, acknowledgment, length // 4 << 4, flags, 500, 0, 0) + options
    total = 20 + length + payload
    ip = struct.pack(">BBHHHBBHII", 0x45, 0, total, number, 0x4000, 64, 6, 0, source[0], destination[0])
    time += 1000
    out.write(struct.pack("<IIII", *divmod(time, 1_000_000_000), 20 + length, total) + ip + tcp)


clients = [(0x0A000000 + index // 50000, 1024 + index % 50000) for index in range(streams)]
for client in clients:
    packet(client, server, 1000, 0, 2, 0, 1, opening)
    packet(server, client, 5000, 1001, 18, 0, 1, opening)
    packet(client, server, 1001, 5001, 16, 0, 2)
for turn in range(rounds):
    sent, received = 1001 + turn * 100, 5001 + turn * 1448
    for client in clients:
        packet(client, server, sent, received, 24, 100, 3 + turn)
        packet(server, client, received, sent + 100, 24, 1448, 3 + turn)
sent, received = 1001 + rounds * 100, 5001 + rounds * 1448
for client in clients:
    packet(client, server, sent, received, 17, 0, 60000)
    packet(server, client, received, sent + 1, 17, 0, 60000)
    packet(client, server, sent + 1, received + 1, 16, 0, 60001)
