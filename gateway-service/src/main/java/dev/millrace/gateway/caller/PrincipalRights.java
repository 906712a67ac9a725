package dev.millrace.gateway.caller;

import dev.millrace.gateway.caller.KnownIdentity.Grants;
import dev.millrace.gateway.caller.KnownIdentity.Group;
import dev.millrace.gateway.caller.KnownIdentity.Policy;
import dev.millrace.gateway.caller.KnownIdentity.Role;
import dev.millrace.gateway.caller.KnownIdentity.User;
import dev.millrace.gateway.front.transfer.FairCache;
import dev.millrace.identity.IdentityKind;
import dev.millrace.policy.ApplicablePolicies;
import dev.millrace.policy.AttachedPolicy;
import dev.millrace.policy.Caller;
import dev.millrace.policy.PolicyDocument;
import dev.millrace.policy.PolicyKind;
import dev.millrace.protocol.error.SignatureErrors;
import dev.millrace.signing.Principal;
import dev.millrace.signing.Principal.SessionScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a principal may do: the policies of the user and its groups or of the role, its boundary, and those of its session.
 * Documents are compiled once for each version; which of them are whose is found out once for each change of any identity.
 */
public final class PrincipalRights {
    /** A compiled policy takes several times the room of its text. */
    private static final int COMPILED = 8;

    private static final String ARN = "arn:";
    private static final String INLINE = "session policy";
    private static final SessionScope NO_LIMITS = new SessionScope("", List.of(), Map.of());

    private final IdentityMirror mirror;
    private final Map<String, Resolved> resolved = new ConcurrentHashMap<>();
    private final FairCache<String, PolicyDocument> sessionPolicies;

    /** @param sessionPolicies compiled, of each account */
    PrincipalRights(IdentityMirror mirror, FairCache<String, PolicyDocument> sessionPolicies) {
        this.mirror = mirror;
        this.sessionPolicies = sessionPolicies;
    }

    /**
     * The rights as of now.
     *
     * @throws dev.millrace.protocol.error.KinesisException UnrecognizedClient, if the user or role is gone since the
     *     credentials were checked
     */
    public AccessRights of(Principal principal) {
        if (principal.root()) {
            return new AccessRights(
                    new Caller.AccountRoot(principal.accountId()),
                    within(principal, principal.session().orElse(NO_LIMITS), ApplicablePolicies.NONE));
        }
        Resolved known = resolve(principal.id());
        if (principal.session().isEmpty()) {
            return new AccessRights(known.caller(), known.policies());
        }
        SessionScope session = principal.session().get();
        return new AccessRights(known.caller(session), within(principal, session, known.policies()));
    }

    private ApplicablePolicies within(Principal principal, SessionScope session, ApplicablePolicies policies) {
        return session.policies().isEmpty() ? policies : policies.withSession(compiled(principal.accountId(), session));
    }

    /**
     * The rights of a user or role, or of somebody who is in a group and has nothing besides; empty for what has none.
     *
     * @param identity as it was found here
     */
    public Optional<AccessRights> of(KnownIdentity identity) {
        if (identity instanceof User user) {
            return Optional.of(of(user.principal(Optional.empty())));
        }
        if (identity instanceof Role role) {
            return Optional.of(of(role.principal(new SessionScope("simulation", List.of(), Map.of()))));
        }
        if (identity instanceof Group group) {
            List<AttachedPolicy> granting = new ArrayList<>();
            add(group.grants(), granting);
            Caller.User member = new Caller.User(
                    group.naming().accountId(),
                    group.naming().arn(IdentityKind.GROUP),
                    group.naming().name(),
                    group.naming().id(),
                    Map.of());
            return Optional.of(new AccessRights(member, ApplicablePolicies.ofIdentity(granting)));
        }
        return Optional.empty();
    }

    private List<AttachedPolicy> compiled(String account, SessionScope session) {
        List<AttachedPolicy> policies = new ArrayList<>();
        for (String policy : session.policies()) {
            policies.add(
                    policy.startsWith(ARN)
                            ? mirror.findPolicy(policy)
                                    .map(managed -> compiled(account, policy, managed.document()))
                                    .orElseGet(() -> CompiledPolicies.denial(PolicyKind.SESSION, policy))
                            : compiled(account, INLINE, policy));
        }
        return policies;
    }

    private AttachedPolicy compiled(String account, String name, String document) {
        return new AttachedPolicy(
                name,
                sessionPolicies.get(
                        account,
                        document,
                        (long) COMPILED * document.length(),
                        text -> CompiledPolicies.compile(PolicyKind.SESSION, text)));
    }

    private Resolved resolve(String id) {
        // Read before the identities are: what changes meanwhile makes this outdated.
        long generation = mirror.generation();
        Resolved known = resolved.get(id);
        if (known != null && known.generation == generation) {
            return known;
        }
        KnownIdentity identity = mirror.find(id)
                .filter(it -> it instanceof User || it instanceof Role)
                .orElseThrow(SignatureErrors::unknownKey);
        if (resolved.size() > mirror.size()) {
            // Some of them are gone.
            resolved.clear();
        }
        Resolved fresh = new Resolved(generation, identity, policiesOf(identity));
        resolved.put(id, fresh);
        return fresh;
    }

    private ApplicablePolicies policiesOf(KnownIdentity identity) {
        Grants own = identity instanceof User user ? user.grants() : ((Role) identity).grants();
        List<AttachedPolicy> granting = new ArrayList<>();
        add(own, granting);
        if (identity instanceof User user) {
            for (String groupId : user.groupIds()) {
                if (mirror.find(groupId).orElse(null) instanceof Group group) {
                    add(group.grants(), granting);
                }
            }
        }
        Optional<AttachedPolicy> boundary = own.boundary().map(this::boundary);
        return ApplicablePolicies.ofIdentity(granting).withBoundary(boundary);
    }

    /** It can be heard of a moment before the policies that it names, which may deny anything. */
    private void add(Grants grants, List<AttachedPolicy> to) {
        to.addAll(grants.inline());
        for (String arn : grants.attached()) {
            to.add(mirror.findPolicy(arn)
                    .map(Policy::granting)
                    .orElseGet(() -> CompiledPolicies.denial(PolicyKind.IDENTITY, arn)));
        }
    }

    private AttachedPolicy boundary(String arn) {
        return mirror.findPolicy(arn)
                .map(Policy::bounding)
                .orElseGet(() -> CompiledPolicies.denial(PolicyKind.BOUNDARY, arn));
    }

    /** @param generation of the mirror that this holds for */
    private record Resolved(long generation, KnownIdentity identity, ApplicablePolicies policies) {
        Caller caller() {
            User user = (User) identity;
            return new Caller.User(
                    user.naming().accountId(),
                    user.arn(),
                    user.naming().name(),
                    user.naming().id(),
                    user.naming().tags());
        }

        Caller caller(SessionScope session) {
            if (!(identity instanceof Role role)) {
                return caller();
            }
            Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            tags.putAll(role.naming().tags());
            tags.putAll(session.tags());
            return Caller.RoleSession.of(
                    role.naming().accountId(), role.arn(), role.naming().id(), session.name(), tags);
        }
    }
}
