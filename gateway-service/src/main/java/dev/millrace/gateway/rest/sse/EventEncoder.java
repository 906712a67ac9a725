package dev.millrace.gateway.rest.sse;

import dev.millrace.gateway.call.Failures;
import dev.millrace.gateway.rest.record.DataForm;
import dev.millrace.gateway.rest.record.RecordTap;
import dev.millrace.gateway.rest.record.StoredRecord;
import dev.millrace.gateway.streams.records.BlockRecords;
import dev.millrace.internal.consumer.v1.FollowEvent;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.stream.SequenceNumber;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** What the registry pushes, as server-sent events: one for each record, one for the end of a shard. */
final class EventEncoder {
    private final JsonMapper json;
    private final DataForm form;
    private final FollowedStream followed;
    private final boolean fromTheirBeginning;

    /** @param fromTheirBeginning whether shards are followed from their oldest record on, unless they were before */
    EventEncoder(JsonMapper json, DataForm form, FollowedStream followed, boolean fromTheirBeginning) {
        this.json = json;
        this.form = form;
        this.followed = followed;
        this.fromTheirBeginning = fromTheirBeginning;
    }

    /** The first event: nothing has happened yet, but the client sees that it is connected. */
    byte[] begin(List<Integer> shards) {
        followed.begin(shards, fromTheirBeginning);
        ServerSentEvents out = new ServerSentEvents();
        out.heartbeat(null);
        return out.toBytes();
    }

    /** @param shards of the stream, as new as the event */
    byte[] encode(FollowEvent followEvent, ShardMap shards) {
        SubscriptionEvent event = followEvent.getEvent();
        Shard shard = shards.find(followEvent.getShard())
                .orElseThrow(() -> new IllegalStateException("an event of a shard that is not there"));
        ServerSentEvents out = new ServerSentEvents();
        List<StoredRecord> records = RecordTap.recordsOf(BlockRecords.of(event.getBlocksList(), shard));
        for (StoredRecord record : records) {
            long index = SequenceNumber.parse(record.sequenceNumber())
                    .orElseThrow(() -> new IllegalStateException("our own number"))
                    .recordIndex();
            out.event(followed.moveTo(shard.index(), index + 1), "record", toJson(shard, record));
        }
        if (event.getEndOfShard()) {
            out.event(followed.finish(shard.index(), shards), "end-of-shard", endOf(shard, shards));
        } else if (records.isEmpty()) {
            out.heartbeat(followed.moveTo(shard.index(), event.getNextIndex()));
        }
        return out.toBytes();
    }

    /** The last event, when the follower may have no more. */
    byte[] refused(Throwable refusal) {
        KinesisException error = Failures.toError(refusal);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("error", error.type().wireName());
            out.writeStringProperty("detail", Objects.requireNonNullElse(error.getMessage(), ""));
            out.writeEndObject();
        }
        ServerSentEvents event = new ServerSentEvents();
        event.event(null, "refused", bytes.toByteArray());
        return event.toBytes();
    }

    private byte[] toJson(Shard shard, StoredRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("shardId", shard.id().toString());
            record.writeMembers(out, form);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private byte[] endOf(Shard shard, ShardMap shards) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("shardId", shard.id().toString());
            out.writeName("childShards");
            out.writeStartArray();
            shards.childrenOf(shard.index())
                    .forEach(child -> out.writeString(child.id().toString()));
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
