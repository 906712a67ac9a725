package dev.millrace.benchmarks.load;

import dev.millrace.signing.RequestSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads what a stream's subscribers are pushed, over HTTP/1.1. In both forms a record's data stands between
 * {@code "Data":"} (or {@code "data":"}) and the next quote, in base64; nothing else of an event is looked at.
 */
final class EventStreamReader implements AutoCloseable {
    private static final String SHARD = "shardId-000000000000";

    private final HttpURLConnection connection;
    private final InputStream in;
    private final byte[] mark;

    private EventStreamReader(HttpURLConnection connection, String mark) throws IOException {
        this.connection = connection;
        this.in = connection.getInputStream();
        this.mark = mark.getBytes(StandardCharsets.US_ASCII);
    }

    static EventStreamReader subscribe(Options options, String consumerArn) {
        byte[] body = ("{\"ConsumerARN\":\"" + consumerArn + "\",\"ShardId\":\"" + SHARD
                        + "\",\"StartingPosition\":{\"Type\":\"LATEST\"}}")
                .getBytes(StandardCharsets.UTF_8);
        return open(options, "POST", "/", "", body, "\"Data\":\"");
    }

    static EventStreamReader serverSentEvents(Options options, String consumerArn) {
        String[] names = consumerArn.split("[/:]", -1);
        String path = "/v1/streams/" + names[6] + "/consumers/" + names[8] + "/events";
        return open(options, "GET", path, "as=base64", new byte[0], "\"data\":\"");
    }

    private static EventStreamReader open(
            Options options, String method, String path, String query, byte[] body, String mark) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(options.endpoint() + path + (query.isEmpty() ? "" : "?" + query))
                            .toURL()
                            .openConnection();
            connection.setRequestMethod(method);
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Host", HttpRequests.authorityOf(options.endpoint()));
            if (body.length > 0) {
                headers.put("Content-Type", "application/x-amz-json-1.1");
                headers.put("X-Amz-Target", "Kinesis_20131202.SubscribeToShard");
            }
            new RequestSigner(options.accessKeyId(), options.secretAccessKey(), options.region(), "kinesis")
                    .sign(method, path, query, headers, body, Instant.now())
                    .forEach(connection::setRequestProperty);
            if (body.length > 0) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(body);
            }
            return new EventStreamReader(connection, mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until the stream ends, or this is closed. */
    void forEachRecord(Consumer<byte[]> records) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 * 1024];
        int matched = 0;
        boolean inside = false;
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    byte next = buffer[i];
                    if (inside && next == '"') {
                        records.accept(Base64.getDecoder().decode(data.toByteArray()));
                        data.reset();
                        inside = false;
                    } else if (inside) {
                        data.write(next);
                    } else if (next == mark[matched]) {
                        matched++;
                        inside = matched == mark.length;
                        matched = inside ? 0 : matched;
                    } else {
                        matched = next == mark[0] ? 1 : 0;
                    }
                }
            }
        } catch (IOException e) {
            // Closed: the measurement is over.
        }
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
