package dev.millrace.protocol.message;

import dev.millrace.protocol.wire.EncodedBody;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;

/** The output of an operation, which writes itself. */
public interface KinesisResponse {
    /** The response to an operation without output: an empty body, not an empty map. */
    KinesisResponse NONE = new KinesisResponse() {
        @Override
        public void writeTo(WireWriter out) {
            // An operation without output has no body.
        }

        @Override
        public int sizeHint(WireFormat format) {
            return 0;
        }
    };

    /** Writes the body, one map. */
    void writeTo(WireWriter out);

    /** About how many bytes the body takes. */
    default int sizeHint(WireFormat format) {
        return 512;
    }

    /** What an audit record tells of it: what a change came to. Of reads nothing is told. */
    default AuditedMembers audited() {
        return new AuditedMembers();
    }

    default EncodedBody encode(WireFormat format) {
        WireWriter out = format.newWriter(sizeHint(format));
        writeTo(out);
        return out.finish();
    }
}
