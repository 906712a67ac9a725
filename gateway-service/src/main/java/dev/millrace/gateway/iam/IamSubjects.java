package dev.millrace.gateway.iam;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.millrace.gateway.caller.IdentityMirror;
import dev.millrace.gateway.caller.KnownIdentity;
import dev.millrace.identity.IdentityArn;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityKind;
import dev.millrace.identity.IdentityNames;
import dev.millrace.signing.Principal;
import java.util.List;
import java.util.Optional;

/** Finds out what a call is about. */
final class IamSubjects {
    private static final String POLICY_ARN = "policy_arn";
    private static final String POLICY_NAME = "policy_name";
    private static final String USER_NAME = "user_name";
    private static final String NEW_PATH = "new_path";

    private final IdentityMirror identities;

    IamSubjects(IdentityMirror identities) {
        this.identities = identities;
    }

    /** The request with the caller's own name, where that is meant. The account's root has none, and stays unnamed. */
    Message named(IamAction action, Message request, Principal caller) {
        FieldDescriptor userName = request.getDescriptorForType().findFieldByName(USER_NAME);
        if (!action.ownUser() || request.hasField(userName) || caller.root()) {
            return request;
        }
        if (caller.kind() != Principal.Kind.USER) {
            throw IdentityErrors.userNameNeeded();
        }
        return request.toBuilder().setField(userName, caller.name()).build();
    }

    /**
     * The ARNs that the caller must be allowed the action on: of what it is done to, and, of a user or group that is renamed or
     * moved, of what becomes of it.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html">UpdateUser</a>
     * @throws dev.millrace.identity.IdentityException a ValidationError if the request does not name its subject
     */
    List<String> resources(IamAction action, Message request, Principal caller) {
        String subject = subject(action, request, caller);
        return moved(subject, request)
                .filter(target -> !target.equals(subject))
                .map(target -> List.of(subject, target))
                .orElse(List.of(subject));
    }

    /** The identity that a call is done to; empty for what is not here, or not yet. */
    Optional<KnownIdentity> identity(String arn) {
        return IdentityArn.parse(arn)
                .flatMap(parsed -> identities.find(parsed.accountId(), parsed.kind(), parsed.name()));
    }

    /** Where a request moves its subject; empty if it is none that moves anything. */
    private static Optional<String> moved(String subject, Message request) {
        if (request.getDescriptorForType().findFieldByName(NEW_PATH) == null) {
            return Optional.empty();
        }
        return IdentityArn.parse(subject)
                .map(from -> new IdentityArn(
                                from.accountId(),
                                from.kind(),
                                text(request, NEW_PATH).orElse(from.path()),
                                text(request, "new_" + from.kind().arnPart() + "_name")
                                        .orElse(from.name()))
                        .toString());
    }

    private String subject(IamAction action, Message request, Principal caller) {
        String account = caller.accountId();
        return switch (action.subject()) {
            case USER -> arn(account, IdentityKind.USER, request, action.ownUser());
            case GROUP -> arn(account, IdentityKind.GROUP, request, false);
            case ROLE -> arn(account, IdentityKind.ROLE, request, false);
            case POLICY -> policyArn(account, request);
            case ANYTHING, UNRECOGNIZED -> "*";
        };
    }

    private String arn(String account, IdentityKind kind, Message request, boolean root) {
        Optional<String> name = text(request, kind.arnPart() + "_name");
        if (name.isEmpty() && root) {
            return IdentityArn.ofRoot(account);
        }
        String given = IdentityNames.given(kind.nameMember(), name.orElse(null));
        String path = identities
                .find(account, kind, given)
                .map(identity -> identity.naming().path())
                .or(() -> text(request, "path"))
                .orElse(IdentityNames.ROOT_PATH);
        return new IdentityArn(account, kind, path, given).toString();
    }

    private static String policyArn(String account, Message request) {
        if (request.getDescriptorForType().findFieldByName(POLICY_ARN) != null) {
            return IdentityNames.given("policyArn", text(request, POLICY_ARN).orElse(null));
        }
        String name =
                IdentityNames.given("policyName", text(request, POLICY_NAME).orElse(null));
        String path = text(request, "path").orElse(IdentityNames.ROOT_PATH);
        return new IdentityArn(account, IdentityKind.POLICY, path, name).toString();
    }

    private static Optional<String> text(Message request, String name) {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
        return field == null || !request.hasField(field)
                ? Optional.empty()
                : Optional.of((String) request.getField(field));
    }
}
