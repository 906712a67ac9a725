package dev.millrace.metadata.iam.operation;

import dev.millrace.identity.IdentityErrors;
import dev.millrace.internal.iam.v1.ListEntitiesForPolicyRequest;
import dev.millrace.internal.iam.v1.ListPoliciesRequest;
import dev.millrace.internal.iam.v1.ListRequest;
import dev.millrace.internal.iam.v1.SubjectListRequest;
import dev.millrace.metadata.catalog.Page;
import java.util.Optional;

/** Which page the requests of lists ask for. */
final class PageRequests {
    private static final int MOST = 1000;
    private static final int USUAL = 100;

    private PageRequests() {}

    static Page.Request of(ListRequest request) {
        return request(request.hasMarker(), request.getMarker(), request.hasMaxItems(), request.getMaxItems());
    }

    static Page.Request of(SubjectListRequest request) {
        return request(request.hasMarker(), request.getMarker(), request.hasMaxItems(), request.getMaxItems());
    }

    static Page.Request of(ListPoliciesRequest request) {
        return request(request.hasMarker(), request.getMarker(), request.hasMaxItems(), request.getMaxItems());
    }

    static Page.Request of(ListEntitiesForPolicyRequest request) {
        return request(request.hasMarker(), request.getMarker(), request.hasMaxItems(), request.getMaxItems());
    }

    private static Page.Request request(boolean hasMarker, String marker, boolean hasMaxItems, int maxItems) {
        int limit = hasMaxItems ? maxItems : USUAL;
        if (limit < 1 || limit > MOST) {
            throw IdentityErrors.constraint("maxItems", "Member must have value between 1 and " + MOST);
        }
        return Page.Request.of(
                hasMarker ? Optional.of(marker) : Optional.empty(),
                limit,
                () -> IdentityErrors.validation("Invalid Marker."));
    }
}
