package dev.millrace.fuzzing.targets;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.EventFrame;
import dev.millrace.protocol.message.OutgoingRecords;
import dev.millrace.protocol.message.RecordWriter;
import dev.millrace.protocol.message.SubscribeToShardEvent;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.EncryptionType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/**
 * Events whose records, and exceptions whose texts, are any bytes: AWS's own reader must find in the frame what was put
 * into it. The first byte says how often the rest is a record's data, the second how much of it is its key.
 */
final class EventFrames implements FuzzTarget {
    private static final byte[] SEQUENCE_NUMBER =
            "49590338271490256608559692538361571095921575989136588898".getBytes(StandardCharsets.US_ASCII);
    private static final ErrorType[] ERRORS = ErrorType.values();

    private final MessageDecoder decoder = new MessageDecoder();

    @Override
    public List<byte[]> seeds() {
        return List.of(
                new byte[] {1, 3, 'k', 'e', 'y', 'd', 'a', 't', 'a'},
                new byte[] {2, 1, (byte) 0xF0, (byte) 0x9F, (byte) 0x98, (byte) 0x80, 0},
                new byte[] {0, 0});
    }

    @Override
    public void read(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int keyLength = Math.min(Byte.toUnsignedInt(input[1]), input.length - 2);
        OutgoingRecords records = new Repeated(input, Byte.toUnsignedInt(input[0]) % 4, keyLength);
        KinesisException error = new KinesisException(
                ERRORS[Byte.toUnsignedInt(input[0]) % ERRORS.length],
                new String(input, 2, input.length - 2, StandardCharsets.UTF_8));
        for (WireFormat format : WireFormat.values()) {
            SubscribeToShardEvent event = new SubscribeToShardEvent(records, "1", 0, List.of());
            require(EventFrame.event(event, format), event.encode(format).toByteArray(), "event");
            requireOne(EventFrame.exception(error, format), "exception");
        }
    }

    private void require(byte[] frame, byte[] payload, String type) {
        if (!Arrays.equals(requireOne(frame, type).getPayload(), payload)) {
            throw new AssertionError("the payload came back changed");
        }
    }

    private Message requireOne(byte[] frame, String type) {
        decoder.feed(frame);
        List<Message> messages = decoder.getDecodedMessages();
        if (messages.size() != 1
                || !HeaderValue.fromString(type)
                        .equals(messages.get(0).getHeaders().get(":message-type"))) {
            throw new AssertionError("not one " + type);
        }
        return messages.get(0);
    }

    /** One record as often as wanted. */
    private record Repeated(byte[] input, int count, int keyLength) implements OutgoingRecords {
        @Override
        public void writeTo(WireWriter out) {
            for (int i = 0; i < count; i++) {
                int data = 2 + keyLength;
                RecordWriter.write(
                        out,
                        SEQUENCE_NUMBER,
                        1,
                        input,
                        data,
                        input.length - data,
                        input,
                        2,
                        keyLength,
                        i % 2 == 0 ? EncryptionType.NONE : EncryptionType.KMS);
            }
        }

        @Override
        public long bytes() {
            return (long) count * (input.length - 2);
        }
    }
}
