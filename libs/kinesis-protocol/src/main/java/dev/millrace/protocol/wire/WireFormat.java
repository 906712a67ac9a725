package dev.millrace.protocol.wire;

import java.util.Optional;

/** How a body is encoded; an answer has the format of its request. */
public enum WireFormat {
    /** Blobs are base64, timestamps epoch seconds with a millisecond fraction. */
    JSON("application/x-amz-json-1.1"),
    /** Blobs are byte strings, timestamps tag 1 with an integer of epoch <em>milliseconds</em>. */
    CBOR("application/x-amz-cbor-1.1");

    private final String contentType;

    WireFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** The format of a {@code Content-Type} header, whose parameters and letter case do not matter. */
    public static Optional<WireFormat> ofContentType(String header) {
        int parameters = header.indexOf(';');
        String type = (parameters < 0 ? header : header.substring(0, parameters)).trim();
        if (type.equalsIgnoreCase(JSON.contentType)) {
            return Optional.of(JSON);
        }
        return type.equalsIgnoreCase(CBOR.contentType) ? Optional.of(CBOR) : Optional.empty();
    }

    /** Whether a body may be given to a parser; one that may not is malformed. */
    public boolean mayBeParsed(byte[] body, int offset, int length) {
        return this == JSON || !CborTags.areTooMany(body, offset, length);
    }

    /**
     * A writer for one body.
     *
     * @param sizeHint the expected size in bytes; a good guess saves copies, a bad one costs only them
     */
    public WireWriter newWriter(int sizeHint) {
        return this == JSON ? new JsonWriter(sizeHint) : new CborWriter(sizeHint);
    }
}
