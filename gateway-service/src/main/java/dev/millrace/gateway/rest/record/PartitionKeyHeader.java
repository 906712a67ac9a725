package dev.millrace.gateway.rest.record;

import dev.millrace.protocol.error.RequestErrors;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The partition key of a record, in a header beside the record's data. It is UTF-8, as it is in a query. */
final class PartitionKeyHeader {
    static final String NAME = "Millrace-Partition-Key";

    private PartitionKeyHeader() {}

    /**
     * The key that a request has in this header or in its query.
     *
     * @param given the one in the query
     */
    static @Nullable String orGiven(HttpHeaders headers, @Nullable String given) {
        List<String> values = headers.getOrEmpty(NAME);
        if (values.isEmpty()) {
            return given;
        }
        if (values.size() > 1 || given != null) {
            throw RequestErrors.invalid("The partition key is given more than once.");
        }
        return decode(values.get(0));
    }

    /** Headers are read with one character for each byte. */
    private static String decode(String value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw RequestErrors.invalid("The header " + NAME + " is not UTF-8.");
        }
    }
}
