package dev.millrace.metadata.iam.operation;

import dev.millrace.internal.iam.v1.ListEntitiesForPolicyRequest;
import dev.millrace.internal.iam.v1.ListPoliciesRequest;
import dev.millrace.internal.iam.v1.ListRequest;
import dev.millrace.internal.iam.v1.SubjectListRequest;
import java.util.Optional;

/** Which page the requests of lists ask for. */
final class PageRequests {
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
        return new Page.Request(
                hasMarker ? Optional.of(marker) : Optional.empty(),
                hasMaxItems ? Optional.of(maxItems) : Optional.empty());
    }
}
