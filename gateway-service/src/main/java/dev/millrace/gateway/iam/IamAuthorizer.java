package dev.millrace.gateway.iam;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.millrace.gateway.access.OriginConditions;
import dev.millrace.gateway.call.Requester;
import dev.millrace.gateway.identity.AccessRights;
import dev.millrace.gateway.identity.PrincipalRights;
import dev.millrace.identity.IdentityErrorType;
import dev.millrace.identity.IdentityException;
import dev.millrace.internal.iam.v1.Tag;
import dev.millrace.policy.AccessDecision;
import dev.millrace.policy.AccessRequest;
import dev.millrace.policy.RequestContext;
import dev.millrace.signing.credentials.Principal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides calls of IAM by the policies of their caller. Identities have none of their own. */
final class IamAuthorizer {
    private static final String TAGS = "tags";
    private static final String TAG_KEYS = "tag_keys";

    private final PrincipalRights rights;
    private final String region;
    private final Clock clock;

    IamAuthorizer(PrincipalRights rights, String region, Clock clock) {
        this.rights = rights;
        this.region = region;
        this.clock = clock;
    }

    /**
     * Lets a call pass, or not.
     *
     * @param action as policies name it, {@code iam:CreateUser}
     * @param resource the ARN of what it is done to, or {@code *}
     * @throws IdentityException an AccessDenied if the caller may not
     */
    void authorize(Requester requester, String action, String resource, Message request) {
        Principal caller = requester.principal();
        AccessRights callers = rights.of(caller);
        AccessRequest asked = new AccessRequest(
                callers.caller(), action, resource, caller.accountId(), clock.instant(), context(requester, request));
        AccessDecision decision = AccessDecision.of(asked, callers.policies());
        if (!decision.allowed()) {
            throw new IdentityException(IdentityErrorType.ACCESS_DENIED, decision.refusal(asked));
        }
    }

    private RequestContext context(Requester requester, Message request) {
        OriginConditions origin = new OriginConditions(requester.origin(), region);
        return key -> switch (key.known()) {
            case REQUEST_TAG -> key.among(tags(request));
            case TAG_KEYS -> tagKeys(request);
            default -> origin.values(key);
        };
    }

    private static List<String> tagKeys(Message request) {
        FieldDescriptor keys = request.getDescriptorForType().findFieldByName(TAG_KEYS);
        return keys == null
                ? List.copyOf(tags(request).keySet())
                : ((List<?>) request.getField(keys))
                        .stream().map(String::valueOf).toList();
    }

    private static Map<String, String> tags(Message request) {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName(TAGS);
        Map<String, String> tags = new HashMap<>();
        if (field != null) {
            for (Object element : (List<?>) request.getField(field)) {
                Tag tag = (Tag) element;
                tags.put(tag.getKey(), tag.getValue());
            }
        }
        return tags;
    }
}
