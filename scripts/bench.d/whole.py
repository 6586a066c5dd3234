"""Sends bytes through an echo in random pieces and compares what comes back: whole.py PORT CONNECTIONS MIB_EACH."""

import hashlib
import random
import socket
import sys
import threading

port, connections, size = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) << 20
equal = []


def talk(number):
    choice = random.Random(number)
    block = choice.randbytes(1 << 20)
    sent, received = hashlib.sha256(), hashlib.sha256()
    stream = socket.create_connection(("127.0.0.1", port))

    def send():
        left = size
        while left:
            start = choice.randrange(len(block))
            piece = memoryview(block)[start : start + min(left, choice.choice([1, 100, 1460, 9000, 65536, 300_000]))]
            stream.sendall(piece)
            sent.update(piece)
            left -= len(piece)
        stream.shutdown(socket.SHUT_WR)

    sender = threading.Thread(target=send)
    sender.start()
    while piece := stream.recv(choice.choice([1000, 65536, 1 << 20])):
        received.update(piece)
    sender.join()
    equal.append(sent.digest() == received.digest())


threads = [threading.Thread(target=talk, args=[number]) for number in range(connections)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(equal), "of", connections, end="")
sys.exit(sum(equal) != connections)
