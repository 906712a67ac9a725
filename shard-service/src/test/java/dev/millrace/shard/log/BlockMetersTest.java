package dev.millrace.shard.log;

import static dev.millrace.shard.testing.Blocks.block;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BlockMetersTest {
    @Test
    void blocksTheirRecordsAndTheTimeOfTheirWritesAreCounted() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        BlockMeters meters = new BlockMeters();
        meters.bindTo(registry);

        meters.written(block(0, 5, 0, 0), 2_000_000);
        meters.written(block(5, 3, 0, 0), 4_000_000);
        meters.failed(1_000_000);

        assertThat(registry.get("millrace.block.records").summary().totalAmount())
                .isEqualTo(8);
        assertThat(registry.get("millrace.block.write")
                        .tag("outcome", "stored")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(6);
        assertThat(registry.get("millrace.block.write")
                        .tag("outcome", "failed")
                        .timer()
                        .count())
                .isEqualTo(1);
    }
}
