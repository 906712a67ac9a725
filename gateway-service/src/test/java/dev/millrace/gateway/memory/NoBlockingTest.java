package dev.millrace.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The other tests prove nothing about blocking unless the watch really watches. */
class NoBlockingTest {
    @Test
    void aBlockingCallIsCaught() {
        NoBlocking.watch();
        Mono<Object> blocking = Mono.fromCallable(() -> {
                    Thread.sleep(1);
                    return "";
                })
                .subscribeOn(Schedulers.parallel())
                .cast(Object.class);

        assertThatThrownBy(() -> blocking.block(Duration.ofSeconds(10)))
                .satisfies(
                        failure -> assertThat(Exceptions.unwrap(failure)).isInstanceOf(BlockingOperationError.class));
    }
}
