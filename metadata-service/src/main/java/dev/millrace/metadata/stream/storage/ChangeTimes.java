package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import dev.millrace.metadata.stream.ChangeHistory;
import dev.millrace.metadata.stream.RationedChange;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A stream's history of rationed changes as a value of the column {@code change_times}. */
final class ChangeTimes {
    static final GenericType<Map<String, List<Instant>>> TYPE = new GenericType<>() {};

    private ChangeTimes() {}

    static Map<String, List<Instant>> toColumn(ChangeHistory history) {
        Map<String, List<Instant>> column = new TreeMap<>();
        history.times().forEach((change, times) -> column.put(change.name(), times));
        return column;
    }

    /** @param column null in rows that were written before there were such changes */
    static ChangeHistory toHistory(@Nullable Map<String, List<Instant>> column) {
        if (column == null || column.isEmpty()) {
            return ChangeHistory.EMPTY;
        }
        Map<RationedChange, List<Instant>> times = new EnumMap<>(RationedChange.class);
        column.forEach((name, at) -> times.put(RationedChange.valueOf(name), List.copyOf(at)));
        return new ChangeHistory(times);
    }
}
