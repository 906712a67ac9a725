package dev.millrace.key;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a ciphertext belongs to, as pairs that are not secret: it opens only with the same ones.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html">Encryption context</a>
 */
public record EncryptionContext(SortedMap<String, String> pairs) {
    public static final EncryptionContext NONE = new EncryptionContext(new TreeMap<>());

    /** Under which Kinesis names the stream that a data key is for. */
    private static final String STREAM = "aws:kinesis:arn";

    private static final int MOST_BYTES = 8192;

    public EncryptionContext {
        pairs = Collections.unmodifiableSortedMap(new TreeMap<>(pairs));
    }

    /** @throws KeyException ValidationException if it is larger than KMS takes */
    public static EncryptionContext of(Map<String, String> pairs) {
        EncryptionContext context = new EncryptionContext(new TreeMap<>(pairs));
        if (context.canonical().length > MOST_BYTES) {
            throw KeyErrors.validation("EncryptionContext is longer than " + MOST_BYTES + " bytes.");
        }
        return context;
    }

    /** Of the data keys of a stream. */
    public static EncryptionContext ofStream(String streamArn) {
        return of(Map.of(STREAM, streamArn));
    }

    /** The pairs by their names, each text with its length before it, so that no two contexts look the same. */
    public byte[] canonical() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pairs.forEach((name, value) -> {
            write(name, bytes);
            write(value, bytes);
        });
        return bytes.toByteArray();
    }

    private static void write(String text, ByteArrayOutputStream to) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        to.writeBytes(bytes);
    }
}
