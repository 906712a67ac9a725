package dev.millrace.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cassandra.FakeNodes.FakeNode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SchemaVersionsTest {
    private static final UUID BEFORE = new UUID(0, 1);
    private static final UUID AFTER = new UUID(0, 2);
    private static final Duration NO_TIME = Duration.ZERO;

    private final FakeNodes nodes = new FakeNodes();
    private final FakeNode changed = nodes.add(AFTER);
    private final FakeNode other = nodes.add(AFTER);

    @Test
    void aNodeThatHasTheChangeNeedsNoRumourOfIt() {
        other.isSaidToHave(BEFORE);

        assertThat(SchemaVersions.spreadFrom(nodes.session(), changed.node(), NO_TIME))
                .isTrue();
    }

    @Test
    void aNodeThatHasNotTheChangeIsWaitedForWhateverIsSaidOfIt() {
        other.has(BEFORE);

        assertThat(SchemaVersions.spreadFrom(nodes.session(), changed.node(), NO_TIME))
                .isFalse();
    }

    @Test
    void ofANodeThatCannotBeAskedTheOthersAreBelieved() {
        other.isNotConnected();
        other.isSaidToHave(BEFORE);
        assertThat(SchemaVersions.spreadFrom(nodes.session(), changed.node(), NO_TIME))
                .isFalse();

        other.isSaidToHave(AFTER);
        assertThat(SchemaVersions.spreadFrom(nodes.session(), changed.node(), NO_TIME))
                .isTrue();
    }

    @Test
    void aNodeThatIsUpAndDoesNotAnswerIsWaitedFor() {
        other.hangs();

        assertThat(SchemaVersions.spreadFrom(nodes.session(), changed.node(), NO_TIME))
                .isFalse();
    }

    @Test
    void whenNobodyKnowsWhoHasChangedItAllHaveToHaveOne() {
        assertThat(SchemaVersions.spreadFrom(nodes.session(), null, NO_TIME)).isTrue();

        other.has(BEFORE);
        assertThat(SchemaVersions.spreadFrom(nodes.session(), null, NO_TIME)).isFalse();
    }
}
