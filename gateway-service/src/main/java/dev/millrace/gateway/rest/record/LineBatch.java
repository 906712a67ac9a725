package dev.millrace.gateway.rest.record;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.PutRecordsEntry;
import dev.millrace.protocol.message.PutRecordsRequest;
import dev.millrace.protocol.message.PutRecordsResult;
import dev.millrace.protocol.message.RecordLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines that go to the stream in one call, beside those that are bad for themselves. */
final class LineBatch {
    private final List<Slot> slots = new ArrayList<>();
    private final List<PutRecordsEntry> entries = new ArrayList<>();
    private long bytes;

    /** Lines in calls, in their order, each no larger than a call may be. */
    static List<LineBatch> of(List<Line> lines, String stream, @Nullable DataForm usualForm) {
        List<LineBatch> batches = new ArrayList<>();
        LineBatch last = new LineBatch();
        for (Line line : lines) {
            Slot slot = read(line, stream, usualForm);
            if (!last.hasRoomFor(slot)) {
                batches.add(last);
                last = new LineBatch();
            }
            last.add(slot);
        }
        batches.add(last);
        return batches;
    }

    private static Slot read(Line line, String stream, @Nullable DataForm usualForm) {
        byte[] text = line.bytes();
        if (text == null) {
            return new Slot(line.number(), null, RequestErrors.wrongType("The line is longer than any that is read."));
        }
        try {
            NewRecord record = NewRecordReader.read(text, usualForm);
            // By the rules for a single record, so that the error is this line's alone and says so.
            record.toRequest(stream).validate();
            return new Slot(line.number(), record.toEntry(), null);
        } catch (KinesisException bad) {
            return new Slot(line.number(), null, bad);
        }
    }

    private boolean hasRoomFor(Slot slot) {
        return entries.isEmpty()
                || (entries.size() < RecordLimits.MOST_RECORDS && bytes + slot.size() <= RecordLimits.LARGEST_CALL);
    }

    private void add(Slot slot) {
        slots.add(slot);
        if (slot.entry != null) {
            entries.add(slot.entry);
            bytes += slot.size();
        }
    }

    boolean hasRecords() {
        return !entries.isEmpty();
    }

    PutRecordsRequest toRequest(String stream) {
        return new PutRecordsRequest(List.copyOf(entries), stream, null);
    }

    /** The same lines, each in a call of its own. */
    List<LineBatch> oneByOne() {
        return slots.stream().map(LineBatch::alone).toList();
    }

    private static LineBatch alone(Slot slot) {
        LineBatch batch = new LineBatch();
        batch.add(slot);
        return batch;
    }

    boolean isSingle() {
        return slots.size() == 1;
    }

    /** The results of all lines in their order, given those of the call. */
    List<LineResult> results(List<PutRecordsResult> ofCall) {
        List<LineResult> results = new ArrayList<>(slots.size());
        int next = 0;
        for (Slot slot : slots) {
            results.add(
                    slot.entry == null ? slot.failedWith(slot.error()) : LineResult.of(slot.line, ofCall.get(next++)));
        }
        return results;
    }

    /** The results when the call as a whole has failed. */
    List<LineResult> failed(KinesisException error) {
        return slots.stream()
                .map(slot -> slot.failedWith(slot.entry == null ? slot.error() : error))
                .toList();
    }

    /** A line's record, or why it has none. */
    private record Slot(
            long line,
            @Nullable PutRecordsEntry entry,
            @Nullable KinesisException bad) {
        KinesisException error() {
            return bad == null ? RequestErrors.internalFailure() : bad;
        }

        LineResult failedWith(KinesisException error) {
            return LineResult.failed(line, error);
        }

        long size() {
            return entry == null ? 0 : RecordLimits.size(entry.data(), entry.partitionKey());
        }
    }
}
