package dev.millrace.e2e.workload;

import dev.millrace.e2e.stack.Access;
import dev.millrace.signing.RequestSigner;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** One connection to server-sent events, read by the rules that a browser's EventSource follows. */
public final class EventSource implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    private final InputStream content;
    private final BufferedReader lines;
    private String lastEventId;

    /** @param data with line breaks between its lines */
    public record Event(String type, String data) {}

    private EventSource(InputStream content, String lastEventId) {
        this.content = content;
        this.lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        this.lastEventId = lastEventId;
    }

    /**
     * Opens a connection.
     *
     * @param query encoded, its parameters in order of name; may be empty
     * @param lastEventId where another connection was; empty for none
     * @throws IOException also when the answer is no stream of events
     */
    public static EventSource open(Access access, String path, String query, String lastEventId)
            throws IOException, InterruptedException {
        String target = query.isEmpty() ? path : path + "?" + query;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(access.endpoint() + target)).timeout(Duration.ofSeconds(60));
        new RequestSigner(
                        access.accessKeyId(),
                        access.secretAccessKey(),
                        access.region().id(),
                        "kinesis")
                .sign("GET", path, query, Map.of("Host", access.endpoint().getAuthority()), new byte[0], Instant.now())
                .forEach((name, value) -> {
                    if (!name.equals("Host")) { // the client's own affair
                        request.header(name, value);
                    }
                });
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return connect(request, lastEventId);
    }

    /** Opens a connection to a URL that needs no header. */
    public static EventSource open(URI signed) throws IOException, InterruptedException {
        return connect(HttpRequest.newBuilder(signed).timeout(Duration.ofSeconds(60)), "");
    }

    private static EventSource connect(HttpRequest.Builder request, String lastEventId)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() != 200 || !type.startsWith("text/event-stream")) {
            try (InputStream body = answer.body()) {
                throw new IOException(
                        answer.statusCode() + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return new EventSource(answer.body(), lastEventId);
    }

    /** Waits for the next event with data. What comes without any only moves the id on. */
    public Event next() throws IOException {
        String type = "message";
        String id = lastEventId;
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data.append(data.isEmpty() ? "" : "\n").append(line.substring(6));
            } else if (line.isEmpty()) {
                lastEventId = id;
                if (!data.isEmpty()) {
                    return new Event(type, data.toString());
                }
            }
        }
        throw new EOFException("the events have ended");
    }

    /** What a client that loses the connection now goes on with. */
    public String lastEventId() {
        return lastEventId;
    }

    /** As if the network had gone: what was under way is lost. Ends a {@link #next} of another thread. */
    @Override
    public void close() throws IOException {
        // The reader would wait for its lock, which a thread in next() has.
        content.close();
    }
}
