package dev.millrace.gateway.kinesis.consumer;

import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.SubscribeToShardEvent;
import dev.millrace.protocol.wire.WireWriter;
import reactor.core.publisher.Flux;

/** A subscription that stands. It has no body: its events follow one after the other, to be subscribed to once. */
public record SubscriptionResponse(Flux<SubscribeToShardEvent> events) implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        throw new UnsupportedOperationException("a subscription is answered with events");
    }
}
