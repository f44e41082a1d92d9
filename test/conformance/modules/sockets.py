"""socket, select, selectors: over the loopback interface."""
import select
import selectors
import socket
import threading

left, right = socket.socketpair()
print(left.family.name, left.type.name, left.gettimeout(), left.fileno() > 2)
left.sendall(b'hello')
print(right.recv(2), right.recv(10), select.select([right], [left], [], 0)[1] == [left])
left.setblocking(False)
try:
    left.recv(1)
except BlockingIOError as error:
    print(error.errno, error)
left.settimeout(0.01)
try:
    left.recv(1)
except TimeoutError as error:
    print(error)
right.send(b'last')
right.shutdown(socket.SHUT_WR)
print(left.recv(10), left.recv(10))
right.close()
left.close()
try:
    left.recv(1)
except OSError as error:
    print(error)

server = socket.create_server(('127.0.0.1', 0))
port = server.getsockname()[1]


def echo():
    connection, address = server.accept()
    with connection:
        while data := connection.recv(100):
            connection.sendall(data[::-1])


thread = threading.Thread(target=echo)
thread.start()
with socket.create_connection(('localhost', port)) as client:
    client.sendall(b'abc\n')
    print(client.recv(100), client.getpeername()[0])
thread.join()
server.close()
try:
    socket.create_connection(('127.0.0.1', port))
except OSError as error:
    print(type(error).__name__, error)

receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
receiver.bind(('127.0.0.1', 0))
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sender.sendto(b'one', receiver.getsockname())
sender.sendto(b'two', receiver.getsockname())
buffer = bytearray(8)
print(receiver.recvfrom(10)[0], receiver.recv_into(buffer), bytes(buffer))
with selectors.DefaultSelector() as selector:
    selector.register(receiver, selectors.EVENT_READ, 'data')
    print(selector.select(0.01))
    sender.sendto(b'three', receiver.getsockname())
    print([(key.data, mask) for key, mask in selector.select(1)])
sender.close()
receiver.close()

print(socket.inet_aton('127.1'), socket.inet_ntoa(b'\x01\x02\x03\x04'), socket.htons(1), socket.ntohl(1))
print(socket.inet_pton(socket.AF_INET6, '2001:db8::1:0:0:2'), socket.inet_ntop(socket.AF_INET6, bytes(range(16))))
print(socket.inet_ntop(socket.AF_INET6, bytes(15) + b'\x01'), socket.getaddrinfo('127.0.0.1', 80, type=socket.SOCK_STREAM))
for call in (
    lambda: socket.inet_aton('x'), lambda: socket.inet_pton(socket.AF_INET, '1'), lambda: socket.htons(-1), lambda: socket.socket(1000),
    lambda: socket.socket().connect(('127.0.0.1',)), lambda: socket.socket().bind('x'), lambda: socket.socket().bind(('', 70000)),
    lambda: socket.socket().settimeout(-1), lambda: socket.socket().recv(-1), lambda: socket.inet_ntoa(b''), lambda: select.select([-1], [], []),
):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
