package dev.millrace.fuzzing.targets;

import dev.millrace.protocol.error.ErrorWriter;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.Decoded;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.RequestDecoder;
import dev.millrace.protocol.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;

/** Bodies of requests in one of the two formats: the first byte chooses the operation, the others are the body. */
final class RequestBodies implements FuzzTarget {
    private static final Operation[] OPERATIONS = Operation.values();

    private final WireFormat format;

    RequestBodies(WireFormat format) {
        this.format = format;
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (Operation operation : OPERATIONS) {
            GoldenBodies.request(operation, format).ifPresent(body -> {
                byte[] seed = new byte[1 + body.length];
                seed[0] = (byte) operation.ordinal();
                System.arraycopy(body, 0, seed, 1, body.length);
                seeds.add(seed);
            });
        }
        return seeds;
    }

    @Override
    public void read(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Operation operation = OPERATIONS[Byte.toUnsignedInt(input[0]) % OPERATIONS.length];
        Decoded decoded = RequestDecoder.decode(operation, format, input, 1, input.length - 1);
        boolean wellFormed = RequestDecoder.isWellFormed(format, input, 1, input.length - 1);
        if (decoded.isMalformed() == wellFormed) {
            throw new AssertionError("the body is malformed for one way of reading only");
        }
        try {
            decoded.request().validate();
        } catch (KinesisException refused) {
            requireClientError(refused);
            ErrorWriter.body(refused, format);
        }
    }

    private static void requireClientError(KinesisException refused) {
        if (refused.type().httpStatus() >= 500) {
            throw new AssertionError("refused as a fault of ours", refused);
        }
    }
}
