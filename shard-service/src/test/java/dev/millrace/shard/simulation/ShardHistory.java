package dev.millrace.shard.simulation;

import dev.millrace.block.Block;
import dev.millrace.block.RecordCursor;
import dev.millrace.shard.owner.SealedLog;
import dev.millrace.shard.read.ReadResult;
import dev.millrace.shard.read.Slice;
import dev.millrace.stream.RecordIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that was answered about one shard, held against what must always hold. What a reader was shown, and what it was
 * led past, is final, so most checks do not ask when something happened.
 */
final class ShardHistory {
    private final String shard;
    private final World world;
    private final NavigableMap<Long, Known> known = new TreeMap<>();
    private final Map<Long, Long> indexOfName = new HashMap<>();
    private final Map<Long, Boolean> refused = new HashMap<>();
    private final Intervals passed = new Intervals();
    private final SortedMap<Integer, Long> ends = new TreeMap<>();
    private long lastAcknowledged = -1;
    private int lastOpenedEpoch;
    private long sealedAt = Long.MAX_VALUE;
    private @Nullable SealedLog sealed;

    ShardHistory(int shard, World world) {
        this.shard = "shard " + shard + ": ";
        this.world = world;
    }

    private record Known(long name, long arrivalMillis) {}

    /** The largest acknowledged index, -1 before the first. */
    long lastAcknowledged() {
        return lastAcknowledged;
    }

    void sent(List<Long> names) {
        names.forEach(name -> refused.put(name, false));
    }

    /** The owner says that none of them is or will be stored. */
    void refused(List<Long> names) {
        for (long name : names) {
            refused.put(name, true);
            check(!indexOfName.containsKey(name), () -> "record " + name + " was refused although it is there");
        }
    }

    void opened(int epoch) {
        check(epoch > lastOpenedEpoch, () -> "epoch " + epoch + " was opened after epoch " + lastOpenedEpoch);
        lastOpenedEpoch = Math.max(lastOpenedEpoch, epoch);
    }

    void endRecorded(int epoch, long end) {
        Long before = ends.putIfAbsent(epoch, end);
        check(
                before == null || before == end,
                () -> "the end of epoch " + epoch + " moved from " + before + " to " + end);
        Long last = known.lowerKey(RecordIndex.firstOf(epoch + 1));
        check(
                last == null || last < end,
                () -> "epoch " + epoch + " ends at " + end + " but " + last + " was acknowledged or shown");
    }

    /** From the index on there is nothing, and will never be. */
    void sealedAt(long end) {
        check(
                known.isEmpty() || known.lastKey() < end,
                () -> "sealed at " + end + " but " + known.lastKey() + " was acknowledged or shown");
        sealedAt = Math.min(sealedAt, end);
    }

    /** An owner says that the log is final. */
    void sealed(SealedLog answer) {
        sealedAt(answer.endIndex());
        check(
                sealed == null || sealed.equals(answer),
                () -> "the seal was answered with " + sealed + " and with " + answer);
        check(
                known.isEmpty() || known.lastEntry().getValue().arrivalMillis <= answer.lastArrivalMillis(),
                () -> "sealed with last arrival " + answer.lastArrivalMillis() + " but there is a later one");
        sealed = answer;
    }

    boolean isSealed() {
        return sealed != null;
    }

    /** Where the log ends. */
    long sealedEnd() {
        return sealedAt;
    }

    void acknowledged(List<Long> names, long firstIndex, long arrivalMillis) {
        check(
                firstIndex > lastAcknowledged,
                () -> firstIndex + " was acknowledged after " + lastAcknowledged + ": out of order, or by two owners");
        int epoch = RecordIndex.epochOf(firstIndex);
        check(
                ends.getOrDefault(epoch, Long.MAX_VALUE) >= firstIndex + names.size(),
                () -> firstIndex + " was acknowledged after the end of its epoch had been recorded");
        for (int i = 0; i < names.size(); i++) {
            add(firstIndex + i, names.get(i), arrivalMillis);
        }
        lastAcknowledged = Math.max(lastAcknowledged, firstIndex + names.size() - 1);
    }

    /**
     * @param from where the read began
     * @param acknowledgedBefore the largest index that was acknowledged when the read was asked for
     */
    void read(long from, ReadResult result, long acknowledgedBefore) {
        NavigableMap<Long, Known> shown = decode(result);
        check(
                shown.isEmpty() || shown.firstKey() >= from && shown.lastKey() < result.nextIndex(),
                () -> "a read shows records outside of what it covers");
        known.subMap(from, true, Math.max(from, result.nextIndex()), false)
                .keySet()
                .forEach(index -> check(shown.containsKey(index), () -> index + " is there but was passed over"));
        shown.forEach((index, record) -> add(index, record.name, record.arrivalMillis));
        check(
                !result.caughtUp() || result.nextIndex() > acknowledgedBefore,
                () -> "a read says that nothing follows " + result.nextIndex() + " but " + acknowledgedBefore
                        + " was acknowledged before it began");
        passed.add(from, result.nextIndex());
    }

    private NavigableMap<Long, Known> decode(ReadResult result) {
        NavigableMap<Long, Known> shown = new TreeMap<>();
        for (Slice slice : result.slices()) {
            RecordCursor records = Block.of(slice.block().content()).records();
            records.skip(slice.skip());
            for (int i = 0; i < slice.take(); i++) {
                records.next();
                long index = slice.block().firstIndex() + slice.skip() + i;
                long name = RecordContent.nameOf(records);
                check(name >= 0, () -> index + " has another content than was written");
                check(
                        shown.isEmpty() || shown.lastKey() < index,
                        () -> index + " is shown twice or not in order by one read");
                shown.put(index, new Known(name, slice.block().arrivalMillis()));
            }
        }
        return shown;
    }

    private void add(long index, long name, long arrivalMillis) {
        Known before = known.get(index);
        if (before != null) {
            check(before.name == name, () -> index + " was given to " + before.name + " and to " + name);
            check(before.arrivalMillis == arrivalMillis, () -> index + " has two arrival times");
            return;
        }
        check(index < sealedAt, () -> index + " appears beyond the seal at " + sealedAt);
        check(!passed.contains(index), () -> index + " appears where readers have already passed");
        check(!refused.getOrDefault(name, false), () -> "record " + name + " appears although it was refused");
        Long other = indexOfName.put(name, index);
        check(other == null, () -> "record " + name + " is there twice, at " + other + " and " + index);
        checkArrival(index, arrivalMillis);
        known.put(index, new Known(name, arrivalMillis));
    }

    private void checkArrival(long index, long arrivalMillis) {
        var before = known.lowerEntry(index);
        var after = known.higherEntry(index);
        check(
                (before == null || before.getValue().arrivalMillis <= arrivalMillis)
                        && (after == null || after.getValue().arrivalMillis >= arrivalMillis),
                () -> index + " arrived at " + arrivalMillis + ", out of order with its neighbours");
    }

    /** After everything has been read from the start: nothing that was acknowledged or shown is beyond that. */
    void readWhole(long end) {
        check(known.isEmpty() || known.lastKey() < end, () -> "a whole read ends at " + end + " too early");
    }

    int size() {
        return known.size();
    }

    private void check(boolean holds, Supplier<String> what) {
        if (!holds) {
            fail(what.get());
        }
    }

    private void fail(String what) {
        world.fail(new Violation(shard + what));
    }
}
