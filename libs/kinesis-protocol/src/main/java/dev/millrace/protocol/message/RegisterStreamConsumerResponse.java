package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.CONSUMER;

import dev.millrace.protocol.wire.WireWriter;

/**
 * The new consumer, which becomes ACTIVE soon after.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html">RegisterStreamConsumer</a>
 */
public record RegisterStreamConsumerResponse(Consumer consumer) implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        out.name(CONSUMER);
        consumer.writeTo(out);
        out.endMap();
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers().with("consumer", consumer.audited());
    }
}
