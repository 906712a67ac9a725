package dev.millrace.shard.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CountedAppendsTest {
    private final ByteBudget pending = new ByteBudget(100);
    private final CountedAppends appends = new CountedAppends(pending);
    private final List<Consumer<String>> waiting = new ArrayList<>();
    private final List<Consumer<ShardRefusal>> refusing = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private void send(int bytes) {
        appends.<String>send(
                bytes,
                (use, refuse) -> {
                    waiting.add(use);
                    refusing.add(refuse);
                },
                told::add,
                refusal -> told.add(refusal.reason().name()));
    }

    @Test
    void whatWaitsForAShardThatIsTakenOverIsCountedAndBounded() {
        send(60);
        send(40);
        send(1);

        assertThat(pending.current()).isEqualTo(100);
        assertThat(told).containsExactly("OVERLOADED");

        waiting.get(0).accept("shard");
        refusing.get(1).accept(new ShardRefusal(RefusalReason.UNAVAILABLE));

        assertThat(told).containsExactly("OVERLOADED", "shard", "UNAVAILABLE");
        assertThat(pending.current()).isZero();
    }
}
