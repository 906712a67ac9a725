package dev.millrace.metadata.iam.operation;

import dev.millrace.internal.iam.v1.ListEntitiesForPolicyRequest;
import dev.millrace.internal.iam.v1.ListPoliciesRequest;
import dev.millrace.internal.iam.v1.ListRequest;
import dev.millrace.internal.iam.v1.SubjectListRequest;
import java.util.Optional;

/** Which page the requests of lists ask for. */
final class Wishes {
    private Wishes() {}

    static Page.Wish of(ListRequest request) {
        return wish(request.hasMarker(), request.getMarker(), request.hasMaxItems(), request.getMaxItems());
    }

    static Page.Wish of(SubjectListRequest request) {
        return wish(request.hasMarker(), request.getMarker(), request.hasMaxItems(), request.getMaxItems());
    }

    static Page.Wish of(ListPoliciesRequest request) {
        return wish(request.hasMarker(), request.getMarker(), request.hasMaxItems(), request.getMaxItems());
    }

    static Page.Wish of(ListEntitiesForPolicyRequest request) {
        return wish(request.hasMarker(), request.getMarker(), request.hasMaxItems(), request.getMaxItems());
    }

    private static Page.Wish wish(boolean hasMarker, String marker, boolean hasMaxItems, int maxItems) {
        return new Page.Wish(
                hasMarker ? Optional.of(marker) : Optional.empty(),
                hasMaxItems ? Optional.of(maxItems) : Optional.empty());
    }
}
