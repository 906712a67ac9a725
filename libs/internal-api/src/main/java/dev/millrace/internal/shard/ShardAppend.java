package dev.millrace.internal.shard;

import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.shard.v1.Append;
import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.stream.ShardKey;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One append, from its caller to its outcome, over all the owners that its shard has meanwhile. The outcome is given exactly once,
 * by whoever has the append at that time.
 *
 * <p>Confined to the event loop of an {@link AppendStream} while it is there.
 */
final class ShardAppend {
    private static final Logger log = LoggerFactory.getLogger(ShardAppend.class);

    private final ShardOwners owners;
    private final ShardConnections connections;
    private final ShardKey shard;
    private final Append.Builder message;
    private final int bytes;
    private final Consumer<AppendOutcome> outcome;
    private Attempts attempts;
    private String address = "";
    private long sentNanos;
    private boolean reportedStalled;

    ShardAppend(
            ShardOwners owners,
            ShardConnections connections,
            ShardKey shard,
            byte[] records,
            int recordCount,
            long afterIndex,
            Attempts attempts,
            Consumer<AppendOutcome> outcome) {
        this.owners = owners;
        this.connections = connections;
        this.shard = shard;
        this.message = Append.newBuilder()
                .setStreamId(StreamMessages.toBytes(shard.stream()))
                .setShard(shard.shard())
                .setRecordCount(recordCount)
                .setRecords(UnsafeByteOperations.unsafeWrap(records))
                .setAfterIndex(afterIndex);
        this.bytes = records.length;
        this.attempts = attempts;
        this.outcome = outcome;
    }

    void begin() {
        String known = owners.known(shard);
        if (known != null) {
            submit(known);
        } else {
            owners.locate(shard).subscribe(this::submit, failure -> {
                log.debug("No owner is known: {}", failure.getMessage());
                again(refused(Refusal.UNAVAILABLE));
            });
        }
    }

    private void submit(String owner) {
        address = owner;
        reportedStalled = false;
        connections.to(owner).appends().submit(this);
    }

    /** The records' bytes, which count against the bound. */
    int bytes() {
        return bytes;
    }

    boolean isOverdue(long nowNanos) {
        return attempts.isOver(nowNanos);
    }

    Append send(long id, long nowNanos) {
        sentNanos = nowNanos;
        return message.setId(id)
                .setDeadlineMillis(attempts.millisLeft(nowNanos))
                .build();
    }

    /** The next request finds another owner, if there is one by then; the outcome of this one may still come. */
    void reportIfStalled(long nowNanos, long afterNanos) {
        if (!reportedStalled && nowNanos - sentNanos > afterNanos) {
            reportedStalled = true;
            owners.forget(shard, address);
        }
    }

    void refuse(Refusal refusal) {
        take(refused(refusal));
    }

    private static AppendOutcome refused(Refusal refusal) {
        return AppendOutcome.newBuilder().setRefusal(refusal).build();
    }

    void take(AppendOutcome answer) {
        owners.correct(shard, address, answer.getRefusal(), answer.getOwner());
        boolean otherMayHelp = switch (answer.getRefusal()) {
            case NOT_OWNER, UNAVAILABLE -> answer.getAcceptedCount() == 0;
            default -> false;
        };
        if (otherMayHelp) {
            again(answer);
        } else {
            outcome.accept(answer);
        }
    }

    /** What was certainly not written is sent again, until time is up. */
    private void again(AppendOutcome last) {
        boolean scheduled = attempts.again(next -> {
            attempts = next;
            try {
                begin();
            } catch (RuntimeException e) {
                // Nobody else would hear of it, and the caller would wait for ever.
                log.warn("An append could not be sent again", e);
                outcome.accept(last);
            }
        });
        if (!scheduled) {
            outcome.accept(last);
        }
    }
}
