package dev.millrace.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.ExecutionInfo;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class StartStepsTest {

    private static final CassandraSettings SETTINGS = new CassandraSettings(
            List.of(new InetSocketAddress("127.0.0.1", 9042)),
            "datacenter1",
            new Keyspace("millrace"),
            Replication.singleNode(),
            Optional.empty(),
            Optional.empty());

    private final List<String> said = new ArrayList<>();
    private long now;
    private final StartSteps steps = new StartSteps(log(), () -> now, pause -> now += pause.toNanos());

    @Test
    void createsTheKeyspaceHoweverOftenANodeIsLateAndSaysWhatItWaitsFor() {
        // Each try takes 30 s, so this goes on for longer than any one statement is given.
        FakeNode node = new FakeNode("late", "late", "late", "not agreed", "done", "done");

        CassandraSessions.use(node.session(), SETTINGS, steps);

        assertThat(node.asked)
                .filteredOn(statement -> statement.startsWith("CREATE KEYSPACE"))
                .hasSize(5);
        assertThat(node.asked).last().isEqualTo("USE millrace");
        assertThat(said).hasSizeBetween(3, 6).allMatch(line -> line.startsWith("Waiting for keyspace millrace for "));
        assertThat(said).first().asString().contains("a time-out");
    }

    @Test
    void aKeyspaceIsNotUsedBeforeTheNodesAgreeOnIt() {
        FakeNode node = new FakeNode("not agreed", "done", "done");

        CassandraSessions.use(node.session(), SETTINGS, steps);

        assertThat(node.asked.subList(0, 2)).allMatch(statement -> statement.startsWith("CREATE KEYSPACE"));
        assertThat(node.asked).hasSize(3);
    }

    @Test
    void givesUpAfterTenMinutesWithTheReason() {
        assertThatThrownBy(() -> steps.take("the tables", () -> {
                    now += Duration.ofSeconds(30).toNanos();
                    throw new DriverTimeoutException("a time-out");
                }))
                .isInstanceOf(CassandraStartException.class)
                .hasMessageContaining("Gave up waiting for the tables after 10 minutes")
                .hasMessageContaining("a time-out");
        assertThat(Duration.ofNanos(now)).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    }

    @Test
    void doesNotRepeatWhatIsRefusedForWhatItAsks() {
        FakeNode node = new FakeNode("refused");

        assertThatThrownBy(() -> CassandraSessions.use(node.session(), SETTINGS, steps))
                .isInstanceOf(SyntaxError.class);
        assertThat(node.asked).hasSize(1);
    }

    @Test
    void waitsForOthersWithoutAnEndButNotInSilence() {
        steps.await(
                "the others",
                Duration.ofMillis(200),
                () -> now > Duration.ofMinutes(30).toNanos());

        assertThat(said).hasSizeBetween(170, 180).allMatch(line -> line.startsWith("Waiting for the others for "));
    }

    private Logger log() {
        return (Logger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    Object[] values = (Object[]) arguments[1];
                    said.add("Waiting for " + values[0] + " for " + values[1] + " s" + values[2]);
                    return null;
                });
    }

    /** A session whose node answers each statement as the test says. */
    private final class FakeNode {

        private final Deque<String> answers;
        private final List<String> asked = new ArrayList<>();
        /** None that could be asked while they do not agree. */
        private FakeNodes nodes = FakeNodes.one();

        FakeNode(String... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        CqlSession session() {
            return (CqlSession) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {CqlSession.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("getMetadata") ? nodes.metadata() : answer(arguments[0]));
        }

        private @Nullable Object answer(Object statement) {
            if (statement instanceof SimpleStatement simple && simple.getNode() != null) {
                return nodes.answer(simple);
            }
            asked.add(statement instanceof SimpleStatement simple ? simple.getQuery() : statement.toString());
            String answer = answers.remove();
            nodes = answer.equals("not agreed") ? new FakeNodes() : FakeNodes.one();
            if (answer.equals("late")) {
                now += Duration.ofSeconds(30).toNanos();
                throw new DriverTimeoutException("a time-out");
            }
            if (answer.equals("refused")) {
                throw new SyntaxError(null, "not CQL");
            }
            return standIn(ResultSet.class, standIn(ExecutionInfo.class, null));
        }
    }

    /** Something whose methods all give the same. */
    private static <T> T standIn(Class<T> type, @Nullable Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
    }
}
