package dev.millrace.e2e.workload;

import dev.millrace.e2e.history.StoredRecord;
import dev.millrace.e2e.history.StreamPass;
import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.workload.EventSource.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole stream by server-sent events, as a browser does that often loses its network: the connection is cut again
 * and again with events under way, and the next one goes on by {@code Last-Event-ID}.
 */
public final class EventReader implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int RECORDS_OF_A_CONNECTION = 1_000;
    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\":\"([^\"]*)\"");

    private final Access access;
    private final String path;
    private final StreamPass pass = new StreamPass();
    private final Thread thread = new Thread(this::run, "event-reader");
    private volatile boolean stopped;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile @Nullable EventSource open;

    private EventReader(Access access, String path) {
        this.access = access;
        this.path = path;
    }

    /** @param consumer of the stream, that nobody else uses */
    public static EventReader start(Access access, String stream, String consumer) {
        EventReader reader = new EventReader(access, "/v1/streams/" + stream + "/consumers/" + consumer + "/events");
        reader.thread.start();
        return reader;
    }

    /** What is wrong with what it was shown, if the stream holds this. */
    public List<String> check(Map<String, List<StoredRecord>> stored) {
        return pass.check(stored);
    }

    /** How many connections it took so far. */
    public int connections() {
        return connections.get();
    }

    private void run() {
        String lastEventId = "";
        while (!stopped) {
            try (EventSource events = EventSource.open(access, path, "as=text&from=trim_horizon", lastEventId)) {
                open = events;
                connections.incrementAndGet();
                lastEventId = read(events);
            } catch (IOException e) {
                // Not there, or refused for now.
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Returns the id to go on with when the connection is lost, or is to be cut. */
    private String read(EventSource events) {
        try {
            for (int records = 0; records < RECORDS_OF_A_CONNECTION && !stopped; ) {
                Event event = events.next();
                if (event.type().equals("record")) {
                    take(event.data());
                    records++;
                }
            }
        } catch (IOException e) {
            // Lost, or closed by us.
        }
        return events.lastEventId();
    }

    private void take(String json) {
        Map<String, String> members = new HashMap<>();
        Matcher member = MEMBER.matcher(json);
        while (member.find()) {
            members.put(member.group(1), member.group(2));
        }
        pass.add(
                members.getOrDefault("shardId", ""),
                StoredRecord.of(
                        members.getOrDefault("sequenceNumber", ""),
                        members.getOrDefault("partitionKey", ""),
                        members.getOrDefault("data", "").getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        EventSource current = open;
        if (current != null) {
            current.close();
        }
        thread.interrupt();
    }
}
