package dev.millrace.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One thread that keeps a call under way on each of its connections. Plain NIO: a call costs the generator some
 * microseconds, so that the two cores are left to the server.
 */
final class LoadLoop implements Runnable {
    private static final long CALL_DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long SELECT_MILLIS = 100;

    private final InetSocketAddress server;
    private final List<LoadCaller> callers;
    private final Measurement measurement;
    private final ByteBuffer received = ByteBuffer.allocateDirect(512 * 1024);
    private int open;

    LoadLoop(InetSocketAddress server, List<LoadCaller> callers, Measurement measurement) {
        this.server = server;
        this.callers = callers;
        this.measurement = measurement;
    }

    /** Returns when the measurement is over and every call is answered. */
    @Override
    public void run() {
        try (Selector selector = Selector.open()) {
            List<Connection> connections = new ArrayList<>();
            for (LoadCaller caller : callers) {
                connections.add(new Connection(caller, selector));
            }
            open = connections.size();
            while (open > 0) {
                selector.select(this::serve, SELECT_MILLIS);
                long now = System.nanoTime();
                connections.forEach(connection -> connection.checkDeadline(now));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the load generator could not go on", e);
        }
    }

    private void serve(SelectionKey key) {
        ((Connection) key.attachment()).serve(key);
    }

    private final class Connection {
        private final LoadCaller caller;
        private final Selector selector;
        private final AnswerBuffer answer = new AnswerBuffer();
        private SocketChannel channel;
        private ByteBuffer request = ByteBuffer.allocate(0);
        private long startedAt;
        private boolean calling;
        private boolean finished;

        Connection(LoadCaller caller, Selector selector) throws IOException {
            this.caller = caller;
            this.selector = selector;
            this.channel = connect();
        }

        private SocketChannel connect() throws IOException {
            SocketChannel connecting = SocketChannel.open();
            connecting.configureBlocking(false);
            connecting.setOption(StandardSocketOptions.TCP_NODELAY, true);
            startedAt = System.nanoTime();
            boolean connected = connecting.connect(server);
            connecting.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
            return connecting;
        }

        void serve(SelectionKey key) {
            try {
                if (key.isConnectable()) {
                    channel.finishConnect();
                    call(key);
                } else if (key.isWritable()) {
                    if (calling) {
                        send(key);
                    } else {
                        call(key);
                    }
                } else if (key.isReadable()) {
                    receive(key);
                }
            } catch (IOException e) {
                lost("connection lost");
            }
        }

        private void call(SelectionKey key) throws IOException {
            if (measurement.isOver(System.nanoTime())) {
                finish();
                return;
            }
            request = caller.nextRequest();
            answer.clear();
            calling = true;
            startedAt = System.nanoTime();
            send(key);
        }

        private void send(SelectionKey key) throws IOException {
            channel.write(request);
            key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        private void receive(SelectionKey key) throws IOException {
            received.clear();
            if (channel.read(received) < 0) {
                throw new IOException("closed by the server");
            }
            if (answer.add(received.flip())) {
                calling = false;
                int records = caller.onAnswer(answer.status(), answer.body(), answer.bodyLength());
                measurement.add(startedAt, System.nanoTime(), records);
                if (answer.isLast()) {
                    throw new IOException("closed by the server");
                }
                call(key);
            }
        }

        void checkDeadline(long now) {
            if (!finished && now - startedAt > CALL_DEADLINE_NANOS) {
                lost("no answer in time");
            }
        }

        private void lost(String reason) {
            if (calling) {
                calling = false;
                caller.onLost(reason);
            }
            try {
                channel.close();
                if (measurement.isOver(System.nanoTime())) {
                    finish();
                } else {
                    channel = connect();
                }
            } catch (IOException e) {
                throw new IllegalStateException("the server at " + server + " cannot be reached", e);
            }
        }

        private void finish() throws IOException {
            finished = true;
            open--;
            channel.close();
        }
    }
}
