package dev.millrace.metadata.kms.operation;

import dev.millrace.internal.kms.v1.ListRequest;
import dev.millrace.key.KeyErrors;
import dev.millrace.metadata.catalog.Page;
import java.util.Optional;

/** Which page the requests of lists ask for. */
final class KeyPages {
    private KeyPages() {}

    /**
     * @param usual how many items, if the caller does not say
     * @param most how many items a caller may ask for
     */
    static Page.Request of(ListRequest request, int usual, int most) {
        int limit = request.hasLimit() ? request.getLimit() : usual;
        if (limit < 1 || limit > most) {
            throw KeyErrors.constraint("limit", "Member must have value between 1 and " + most);
        }
        Optional<String> marker = request.hasMarker() ? Optional.of(request.getMarker()) : Optional.empty();
        return Page.Request.of(marker, limit, KeyErrors::invalidMarker);
    }
}
