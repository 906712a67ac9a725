package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.Resharding;
import dev.millrace.e2e.workload.TestConsumers;
import dev.millrace.e2e.workload.TestStreams;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * The errors of the API as they stand on the wire: a request, and the status, type and exact text that it is answered
 * with.
 */
@ExtendWith(SharedStack.class)
class ErrorConformanceIT {
    private static final String STREAM = ErrorCase.STREAM;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ON_DEMAND = STREAM + "-on-demand";

    @TestFactory
    Stream<DynamicTest> everyErrorHasItsStatusTypeAndText(StackProcess stack) {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            TestStreams.create(client, STREAM, 4);
            client.increaseStreamRetentionPeriod(
                    request -> request.streamName(STREAM).retentionPeriodHours(48));
            new Resharding(client, STREAM).splitFirst();
            TestConsumers.register(client, STREAM, "reader");
            // With nothing but a name, so that it is on demand.
            client.createStream(request -> request.streamName(ON_DEMAND));
            TestStreams.awaitActive(client, ON_DEMAND);
        }
        RawHttp http = new RawHttp(stack.access());
        return Stream.of(
                        StreamErrorCases.all(),
                        RecordErrorCases.all(),
                        ReshardErrorCases.all(),
                        ConsumerErrorCases.all())
                .flatMap(cases -> cases)
                .map(expected -> DynamicTest.dynamicTest(
                        expected.operation() + ": " + expected.message(), () -> requireAnswer(http, expected)))
                .onClose(() -> {
                    try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
                        TestStreams.delete(client, STREAM);
                        TestStreams.delete(client, ON_DEMAND);
                    }
                });
    }

    private static void requireAnswer(RawHttp http, ErrorCase expected) {
        byte[] body = expected.request().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        AtomicReference<RawHttp.Answer> answer = new AtomicReference<>();
        // Some operations may be called five times a second by all tests together.
        Awaitility.await().atMost(PATIENCE).until(() -> {
            answer.set(http.send(http.signed(expected.operation(), body, Instant.now()), body));
            return !answer.get().text().contains("Rate exceeded");
        });
        assertThat(answer.get().status()).isEqualTo(400);
        String text = answer.get().text();
        assertThat(text.toLowerCase(Locale.ROOT))
                .contains("x-amzn-errortype: " + expected.type().toLowerCase(Locale.ROOT) + "\r\n");
        String json = "{\"__type\":\"" + expected.type() + "\",\"message\":\"" + expected.message() + "\"}";
        assertThat(text.substring(text.indexOf("\r\n\r\n") + 4))
                .matches(Pattern.quote(json).replace("<n>", "\\E\\d+\\Q"));
    }
}
