package dev.millrace.gateway.front.request;

/**
 * What a request line asks for, percent-encoded as it was received.
 *
 * @param path {@code /} when it is empty
 * @param query empty when there is none
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112, 3.2</a>
 */
public record RequestTarget(String path, String query) {
    private static final String SCHEME_END = "://";

    /** Usually path and query, but the absolute form, which a proxy may send on, counts as well. */
    public static RequestTarget of(String uri) {
        int question = uri.indexOf('?');
        String beforeQuery = question < 0 ? uri : uri.substring(0, question);
        String path = pathOf(beforeQuery);
        return new RequestTarget(path.isEmpty() ? "/" : path, question < 0 ? "" : uri.substring(question + 1));
    }

    private static String pathOf(String beforeQuery) {
        int scheme = beforeQuery.startsWith("/") ? -1 : beforeQuery.indexOf(SCHEME_END);
        if (scheme < 0) {
            return beforeQuery;
        }
        int path = beforeQuery.indexOf('/', scheme + SCHEME_END.length());
        return path < 0 ? "" : beforeQuery.substring(path);
    }
}
