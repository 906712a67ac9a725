package dev.millrace.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.internal.key.DataKey;
import dev.millrace.internal.key.KeyCalls;
import dev.millrace.internal.key.KeyMirror;
import dev.millrace.internal.key.KnownKey;
import dev.millrace.key.EncryptionContext;
import dev.millrace.key.KeyErrorType;
import dev.millrace.key.KeyException;
import dev.millrace.key.KeyReference;
import dev.millrace.key.KeyState;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What other services have of keys: a copy of all of them, and data keys, from whatever instance. */
@CassandraTest
class KeyCatalogIT {
    private static final Duration SOON = Duration.ofSeconds(25);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ACCOUNT = "123456789012";
    private static final KeyReference KINESIS = KeyReference.ofAlias("us-east-1", ACCOUNT, KeyReference.KINESIS);
    private static final EncryptionContext ORDERS =
            EncryptionContext.ofStream("arn:aws:kinesis:us-east-1:123456789012:stream/orders");

    private final CassandraSettings cassandra;

    KeyCatalogIT(CassandraSettings cassandra) {
        this.cassandra = cassandra;
    }

    @Test
    void theKeyOfKinesisIsMadeOnceAndKnownEverywhereAndWrapsDataKeysThatAnyInstanceOpens() {
        try (RunningService one = RunningService.on(cassandra);
                RunningService other = RunningService.on(cassandra);
                Caller first = new Caller(one);
                Caller second = new Caller(other)) {
            await().atMost(PATIENCE).until(() -> first.mirror.isComplete() && second.mirror.isComplete());
            assertThat(second.mirror.isFresh(PATIENCE)).isTrue();
            assertRefused(() -> get(first.calls.find(KINESIS, "999999999999")), KeyErrorType.NOT_FOUND);

            KnownKey key = get(first.calls.find(KINESIS, ACCOUNT));
            assertThat(key.awsManaged()).isTrue();
            assertThat(key.state()).isEqualTo(KeyState.ENABLED);
            assertThat(key.policy()).contains("kinesis.us-east-1.amazonaws.com").contains(ACCOUNT);
            await().atMost(SOON).until(() -> second.mirror.find(KINESIS).isPresent());
            assertThat(second.mirror.find(KINESIS)).contains(key);
            assertThat(second.changed).contains(key.id());
            assertThat(get(second.calls.refresh(KINESIS, ACCOUNT))).isEqualTo(key);

            DataKey made = get(first.calls.generate(key, ORDERS));
            assertThat(made.keyId()).isEqualTo(key.id());
            assertThat(made.plaintext()).hasSize(32);
            assertThat(get(second.calls.open(made.wrapped(), ORDERS)).plaintext())
                    .isEqualTo(made.plaintext());
            assertRefused(
                    () -> get(second.calls.open(made.wrapped(), EncryptionContext.NONE)),
                    KeyErrorType.INVALID_CIPHERTEXT);
            assertRefused(() -> get(second.calls.open(new byte[100], ORDERS)), KeyErrorType.INVALID_CIPHERTEXT);
        }
    }

    private static void assertRefused(ThrowingCallable call, KeyErrorType type) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KeyException.class,
                        refusal -> assertThat(refusal.type()).isEqualTo(type));
    }

    private static <T> T get(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }

    /** As a gateway or a shard service is. */
    private static final class Caller implements AutoCloseable {
        final ManagedChannel channel;
        final KeyMirror mirror;
        final KeyCalls calls;
        final ConcurrentLinkedQueue<String> changed = new ConcurrentLinkedQueue<>();

        Caller(RunningService service) {
            channel = service.channel();
            mirror = new KeyMirror(channel);
            calls = new KeyCalls(channel, mirror, RunningService.SECRET);
            mirror.onChange(changed::add);
            mirror.start();
        }

        @Override
        public void close() {
            mirror.close();
            channel.shutdownNow();
        }
    }
}
