package dev.millrace.benchmarks.load;

import dev.millrace.benchmarks.load.JsonScanner.Token;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The few calls around a measurement, one at a time. */
final class ControlCalls {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(DEADLINE)
            .build();
    private final URI endpoint;
    private final RequestSigner signer;

    ControlCalls(Options options) {
        this.endpoint = options.endpoint();
        this.signer = new RequestSigner(options.accessKeyId(), options.secretAccessKey(), options.region(), "kinesis");
    }

    /** Creates a stream and waits until it can be written. */
    void createStream(String stream, int shards) {
        require(call("CreateStream", "{\"StreamName\":\"" + stream + "\",\"ShardCount\":" + shards + "}"));
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!require(call("DescribeStreamSummary", "{\"StreamName\":\"" + stream + "\"}"))
                .contains("\"ACTIVE\"")) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the stream does not become ACTIVE");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    void deleteStream(String stream) {
        require(call("DeleteStream", "{\"StreamName\":\"" + stream + "\"}"));
    }

    /** Registers a consumer and answers its ARN; it can subscribe a moment later. */
    String registerConsumer(String stream, String name) {
        String streamArn = strings(
                        require(call("DescribeStreamSummary", "{\"StreamName\":\"" + stream + "\"}")), "StreamARN")
                .get(0);
        return strings(
                        require(call(
                                "RegisterStreamConsumer",
                                "{\"StreamARN\":\"" + streamArn + "\",\"ConsumerName\":\"" + name + "\"}")),
                        "ConsumerARN")
                .get(0);
    }

    void deleteStreamWithConsumers(String stream) {
        require(call("DeleteStream", "{\"StreamName\":\"" + stream + "\",\"EnforceConsumerDeletion\":true}"));
    }

    List<String> shardIds(String stream) {
        return strings(require(call("ListShards", "{\"StreamName\":\"" + stream + "\"}")), "ShardId");
    }

    /** An iterator at a shard's oldest record. */
    String horizonIterator(String stream, String shardId) {
        String body = "{\"StreamName\":\"" + stream + "\",\"ShardId\":\"" + shardId
                + "\",\"ShardIteratorType\":\"TRIM_HORIZON\"}";
        return strings(require(call("GetShardIterator", body)), "ShardIterator").get(0);
    }

    HttpResponse<byte[]> call(String operation, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(
                "Host",
                HttpRequests.authorityOf(endpoint),
                "Content-Type",
                "application/x-amz-json-1.1",
                "X-Amz-Target",
                "Kinesis_20131202." + operation);
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve("/"))
                .timeout(DEADLINE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        signer.sign("POST", "/", "", headers, bytes, Instant.now()).forEach((name, value) -> {
            // The client sends its own Host, which is the same.
            if (!name.equals("Host")) {
                request.header(name, value);
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String require(HttpResponse<byte[]> response) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() != 200) {
            throw new IllegalStateException("answer " + response.statusCode() + " " + body);
        }
        return body;
    }

    private static List<String> strings(String json, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        JsonScanner scanner = new JsonScanner();
        scanner.reset(bytes, bytes.length);
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            if (token == Token.NAME && scanner.is(wanted)) {
                scanner.next();
                found.add(scanner.text());
            }
        }
        return found;
    }
}
