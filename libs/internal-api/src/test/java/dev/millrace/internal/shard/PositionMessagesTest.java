package dev.millrace.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.internal.shard.v1.ResolvePositionRequest;
import dev.millrace.stream.StartPosition;
import dev.millrace.stream.StartPosition.AtIndex;
import dev.millrace.stream.StartPosition.AtTimestamp;
import dev.millrace.stream.StartPosition.Latest;
import dev.millrace.stream.StartPosition.TrimHorizon;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PositionMessagesTest {
    static Stream<StartPosition> positions() {
        return Stream.of(new TrimHorizon(), new Latest(), new AtTimestamp(Instant.ofEpochMilli(1_234)), new AtIndex(7));
    }

    @ParameterizedTest
    @MethodSource("positions")
    void aSubscriptionBeginsWhereItsMessageSays(StartPosition position) {
        ShardStart start = new ShardStart(3, position, 256, 9);

        assertThat(ShardStart.of(start.toMessage().build())).isEqualTo(start);
    }

    @ParameterizedTest
    @MethodSource("positions")
    void whatIsResolvedIsWhatWasAskedFor(StartPosition position) {
        ResolvePositionRequest.Builder request = ResolvePositionRequest.newBuilder();
        if (position instanceof AtIndex) {
            assertThatThrownBy(() -> PositionMessages.write(position, request))
                    .isInstanceOf(IllegalArgumentException.class);
        } else {
            PositionMessages.write(position, request);
            assertThat(PositionMessages.of(request.build())).isEqualTo(position);
        }
    }

    @ParameterizedTest
    @MethodSource("positions")
    void oneShardIsFollowedFromAnyPosition(StartPosition position) {
        var start = PositionMessages.follow(5, position).build();

        assertThat(start.getOneShard()).isEqualTo(5);
        if (position instanceof AtIndex at) {
            assertThat(start.getPositions().getShardsList()).singleElement().satisfies(of -> {
                assertThat(of.getShard()).isEqualTo(5);
                assertThat(of.getNextIndex()).isEqualTo(at.index());
            });
        } else {
            assertThat(PositionMessages.of(start)).isEqualTo(position);
        }
    }

    @Test
    void anIndexIsNoPositionInAllShards() {
        assertThatThrownBy(() -> PositionMessages.follow(new AtIndex(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
