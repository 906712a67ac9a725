package dev.millrace.e2e.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One direction of a connection: what is read is written when it is due, and while there is a way. */
final class Pump {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int CHUNKS = 64;
    private static final int LOOK_MILLIS = 20;

    private final Network network;
    private final String from;
    private final String to;
    private final InputStream in;
    private final OutputStream out;
    private final Runnable end;
    private final BlockingQueue<Chunk> underWay = new ArrayBlockingQueue<>(CHUNKS);

    /** @param bytes none at the end */
    private record Chunk(byte[] bytes, long due) {}

    Pump(Network network, String from, String to, InputStream in, OutputStream out, Runnable end) {
        this.network = network;
        this.from = from;
        this.to = to;
        this.in = in;
        this.out = out;
        this.end = end;
    }

    void start() {
        Link.start(this::read, "read");
        Link.start(this::write, "write");
    }

    private void read() {
        byte[] buffer = new byte[BUFFER_BYTES];
        int read = 0;
        while (read >= 0) {
            try {
                read = in.read(buffer);
            } catch (IOException e) {
                read = -1;
            }
            put(Arrays.copyOf(buffer, Math.max(0, read)));
        }
    }

    private void put(byte[] bytes) {
        try {
            underWay.put(
                    new Chunk(bytes, System.nanoTime() + network.delay(from, to).toNanos()));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts it", e);
        }
    }

    private void write() {
        try {
            for (Chunk chunk = next(); chunk.bytes.length > 0; chunk = next()) {
                out.write(chunk.bytes);
            }
        } catch (IOException e) {
            // The other side has gone.
        }
        end.run();
        // Lets the reading side end that has found no room.
        underWay.clear();
    }

    private Chunk next() {
        try {
            Chunk chunk = underWay.take();
            TimeUnit.NANOSECONDS.sleep(chunk.due - System.nanoTime());
            awaitWay(network, from, to);
            return chunk;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts it", e);
        }
    }

    static void awaitWay(Network network, String from, String to) {
        try {
            while (network.isCut(from, to)) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts it", e);
        }
    }
}
