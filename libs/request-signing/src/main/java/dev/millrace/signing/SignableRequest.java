package dev.millrace.signing;

import java.util.List;

/**
 * What a signature covers of an HTTP request. Texts are as they were on the wire, one character for each byte
 * (ISO-8859-1), because the signature was made over those bytes.
 */
public interface SignableRequest {
    String method();

    /** The path, percent-encoded as received, without the query; {@code /} when it is empty. */
    String path();

    /** What follows the {@code ?}, percent-encoded as received; empty when there is nothing. */
    String query();

    /**
     * The values of a header in their order; empty when it is absent. The name is in lower case. A client of HTTP/2 may have
     * signed {@code :authority} in place of {@code host}; then it is asked for under that name.
     */
    List<String> headers(String name);

    /** The body is the first {@link #bodyLength()} bytes of this array. */
    byte[] body();

    int bodyLength();
}
