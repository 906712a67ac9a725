package dev.millrace.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The way to one server. */
final class Link implements AutoCloseable {
    private final Network network;
    private final SourceProcesses sources;
    private final String to;
    private final InetSocketAddress server;
    private final ServerSocket door = new ServerSocket();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    Link(Network network, SourceProcesses sources, String to, InetSocketAddress reachedAt, InetSocketAddress server)
            throws IOException {
        this.network = network;
        this.sources = sources;
        this.to = to;
        this.server = server;
        door.setReuseAddress(true);
        door.bind(reachedAt, 512);
        start(this::accept, "accept");
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                start(() -> connect(client), "connect");
            } catch (IOException e) {
                // Closed, or out of descriptors for a moment.
            }
        }
    }

    private void connect(Socket client) {
        String from = sources.of(client);
        Socket there = new Socket();
        try {
            Pump.awaitWay(network, from, to);
            there.connect(server, 5_000);
            client.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            open.removeIf(Socket::isClosed);
            open.add(client);
            open.add(there);
            Runnable end = () -> {
                close(client);
                close(there);
            };
            new Pump(network, from, to, client.getInputStream(), there.getOutputStream(), end).start();
            new Pump(network, to, from, there.getInputStream(), client.getOutputStream(), end).start();
        } catch (IOException e) {
            // Nobody is there.
            close(client);
            close(there);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(Link::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more in any case.
        }
    }

    static void start(Runnable work, String name) {
        Thread thread = new Thread(null, work, "network-" + name, 128 * 1024);
        thread.setDaemon(true);
        thread.start();
    }
}
