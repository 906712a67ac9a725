package dev.millrace.e2e.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What this one misses, the tests that rely on it miss. */
class StreamPassTest {
    private static final String PARENT = "shardId-000000000000";
    private static final String CHILD = "shardId-000000000001";
    private static final StoredRecord FIRST = record(1);
    private static final StoredRecord SECOND = record(2);
    private static final StoredRecord THIRD = record(3);
    private static final Map<String, List<StoredRecord>> STORED =
            Map.of(PARENT, List.of(FIRST, SECOND), CHILD, List.of(THIRD));

    private final StreamPass pass = new StreamPass();

    private static StoredRecord record(int number) {
        return StoredRecord.of(
                String.valueOf(number), "key", ("1/" + number + ";").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void everyRecordOnceAndTheChildAfterItsParentIsRight() {
        pass.add(PARENT, FIRST);
        pass.add(PARENT, SECOND);
        pass.add(CHILD, THIRD);

        assertThat(pass.check(STORED)).isEmpty();
    }

    @Test
    void aRecordThatIsMissingIsFound() {
        pass.add(PARENT, FIRST);
        pass.add(CHILD, THIRD);

        assertThat(pass.check(STORED)).containsExactly(PARENT + ": shown were the first 1 of 2");
    }

    @Test
    void aShardThatWasNeverReadIsFound() {
        pass.add(PARENT, FIRST);
        pass.add(PARENT, SECOND);

        assertThat(pass.check(STORED)).containsExactly(CHILD + ": shown were the first 0 of 1");
    }

    @Test
    void aRepeatIsFound() {
        pass.add(PARENT, FIRST);
        pass.add(PARENT, FIRST);
        pass.add(PARENT, SECOND);
        pass.add(CHILD, THIRD);

        assertThat(pass.check(STORED))
                .contains(PARENT + ": 1 was shown as record 1 again, instead of 2")
                .anyMatch(violation -> violation.startsWith("of a key, 1"));
    }

    @Test
    void aChildBeforeItsParentIsFound() {
        pass.add(CHILD, THIRD);
        pass.add(PARENT, FIRST);
        pass.add(PARENT, SECOND);

        assertThat(pass.check(STORED)).containsExactly("of a key, 1 of " + PARENT + " was shown after 3 of " + CHILD);
    }
}
