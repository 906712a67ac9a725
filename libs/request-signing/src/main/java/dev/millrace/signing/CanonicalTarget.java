package dev.millrace.signing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Path and query as they stand in a canonical request: two lines of it, without the end of the second. */
interface CanonicalTarget {
    void appendTo(ByteText text);

    /** The form that AWS describes, and all SDKs sign. */
    static CanonicalTarget of(SignableRequest request, @Nullable QueryParameters query) {
        return text -> {
            UriEncoding.appendCanonicalPath(request.path(), text);
            text.append('\n');
            if (query != null) {
                query.appendCanonical(text);
            }
        };
    }

    /**
     * The form that curl 7.88 signs: both as they are sent, where the path should be encoded once more and the query sorted. Empty
     * where the two could be confused: the first form of one path is another path as it is sent only if that has an encoded
     * percent sign, so such a path counts in the first form alone.
     */
    static Optional<CanonicalTarget> asSent(SignableRequest request) {
        String path = request.path();
        String query = request.query();
        boolean same = path.equals("/") && query.isEmpty();
        return same || path.contains("%25")
                ? Optional.empty()
                : Optional.of(text -> text.append(path).append('\n').append(query));
    }
}
