package dev.millrace.e2e.access;

import dev.millrace.e2e.workload.Subscriber;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/** Something that a caller tries: by the AWS SDK, and by what comes to the same over REST or server-sent events. */
enum Call {
    PUT_ORDER("POST", "/v1/streams/%1$s/records", "{\"partitionKey\":\"k\",\"data\":\"d\"}") {
        @Override
        CompletableFuture<?> bySdk(KinesisAsyncClient kinesis, Subjects subjects) {
            return put(kinesis, subjects.orders());
        }
    },
    PUT_PAYMENT("POST", "/v1/streams/%2$s/records", "{\"partitionKey\":\"k\",\"data\":\"d\"}") {
        @Override
        CompletableFuture<?> bySdk(KinesisAsyncClient kinesis, Subjects subjects) {
            return put(kinesis, subjects.payments());
        }
    },
    READ_ORDERS("GET", "/v1/streams/%1$s/shards/shardId-000000000000/records", "") {
        @Override
        CompletableFuture<?> bySdk(KinesisAsyncClient kinesis, Subjects subjects) {
            return kinesis.getShardIterator(request -> request.streamARN(subjects.arn(subjects.orders()))
                            .shardId("shardId-000000000000")
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .thenCompose(found -> kinesis.getRecords(request -> request.shardIterator(found.shardIterator())));
        }
    },
    DESCRIBE_PAYMENTS("GET", "/v1/streams/%2$s", "") {
        @Override
        CompletableFuture<?> bySdk(KinesisAsyncClient kinesis, Subjects subjects) {
            return kinesis.describeStreamSummary(request -> request.streamARN(subjects.arn(subjects.payments())));
        }
    },
    LIST_STREAMS("GET", "/v1/streams", "") {
        @Override
        CompletableFuture<?> bySdk(KinesisAsyncClient kinesis, Subjects subjects) {
            return kinesis.listStreams();
        }
    },
    TAG_ORDERS("PATCH", "/v1/streams/%1$s/tags", "{\"tags\":{\"team\":\"shop\"}}") {
        @Override
        CompletableFuture<?> bySdk(KinesisAsyncClient kinesis, Subjects subjects) {
            return kinesis.addTagsToStream(request ->
                    request.streamARN(subjects.arn(subjects.orders())).tags(Map.of("team", "shop")));
        }
    },
    /** By server-sent events in place of REST. */
    SUBSCRIBE_TO_ORDERS("GET", "/v1/streams/%1$s/consumers/%3$s/events", "") {
        @Override
        CompletableFuture<?> bySdk(KinesisAsyncClient kinesis, Subjects subjects) {
            Subscriber subscriber = Subscriber.to(
                    kinesis,
                    subjects.consumerArn(),
                    "shardId-000000000000",
                    StartingPosition.builder().type(ShardIteratorType.LATEST).build());
            return CompletableFuture.runAsync(() -> {
                try {
                    subscriber.awaitStart();
                } catch (Exception refused) {
                    throw new CompletionException(refused);
                } finally {
                    subscriber.cancel();
                }
            });
        }
    };

    private final String method;
    private final String path;
    private final String body;

    Call(String method, String path, String body) {
        this.method = method;
        this.path = path;
        this.body = body;
    }

    abstract CompletableFuture<?> bySdk(KinesisAsyncClient kinesis, Subjects subjects);

    String method() {
        return method;
    }

    String path(Subjects subjects) {
        return path.formatted(subjects.orders(), subjects.payments(), Subjects.CONSUMER);
    }

    Optional<String> body() {
        return Optional.of(body).filter(text -> !text.isEmpty());
    }

    private static CompletableFuture<?> put(KinesisAsyncClient kinesis, String stream) {
        return kinesis.putRecord(
                request -> request.streamName(stream).partitionKey("k").data(SdkBytes.fromUtf8String("d")));
    }

    /** What the calls are about. */
    record Subjects(String orders, String payments, String consumerArn) {
        static final String CONSUMER = "reader";

        String arn(String stream) {
            return "arn:aws:kinesis:us-east-1:000000000000:stream/" + stream;
        }
    }
}
