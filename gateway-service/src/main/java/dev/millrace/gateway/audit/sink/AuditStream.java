package dev.millrace.gateway.audit.sink;

import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.OperationHandlers;
import dev.millrace.protocol.message.PutRecordsEntry;
import dev.millrace.protocol.message.PutRecordsRequest;
import dev.millrace.protocol.message.PutRecordsResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Puts events to a stream of this installation, past the faces: the service itself needs no leave, and its own puts are not
 * recorded, or they would never end. An event may come twice; its {@code eventID} tells.
 */
public final class AuditStream implements AuditSink {
    private static final int MOST_RECORDS = 500;

    private final OperationHandlers<Mono<KinesisResponse>> operations;
    private final String stream;

    public AuditStream(OperationHandlers<Mono<KinesisResponse>> operations, String stream) {
        this.operations = operations;
        this.stream = stream;
    }

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public void write(List<RecordedEvent> events) throws IOException, InterruptedException {
        for (int from = 0; from < events.size(); from += MOST_RECORDS) {
            put(events.subList(from, Math.min(from + MOST_RECORDS, events.size())));
        }
    }

    private void put(List<RecordedEvent> events) throws IOException, InterruptedException {
        List<PutRecordsEntry> records = new ArrayList<>(events.size());
        events.forEach(event -> records.add(
                new PutRecordsEntry(event.json(), null, event.event().id().toString())));
        PutRecordsRequest request = new PutRecordsRequest(records, stream, null);
        request.validate();
        KinesisResponse answer = Waiting.on(operations.perform(request));
        if (!(answer instanceof PutRecordsResponse put) || put.failedRecordCount() > 0) {
            throw new IOException("some records were refused by the stream " + stream);
        }
    }

    @Override
    public void close() {
        // It has nothing of its own.
    }
}
