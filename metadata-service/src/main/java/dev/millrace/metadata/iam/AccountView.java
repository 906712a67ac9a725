package dev.millrace.metadata.iam;

import dev.millrace.identity.IdentityArn;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityKind;
import dev.millrace.metadata.iam.model.Group;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.model.ManagedPolicy;
import dev.millrace.metadata.iam.model.MemberAccount;
import dev.millrace.metadata.iam.model.PolicyHolder;
import dev.millrace.metadata.iam.model.Role;
import dev.millrace.metadata.iam.model.User;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The identities of one account as they are now, for questions and for rules that decide on changes. */
public final class AccountView {
    private static final Comparator<Identity> BY_NAME =
            Comparator.comparing(it -> it.naming().name());

    private final IdentityReplica replica;
    private final String accountId;
    private final IdentityQuotas quotas;

    AccountView(IdentityReplica replica, String accountId, IdentityQuotas quotas) {
        this.replica = replica;
        this.accountId = accountId;
        this.quotas = quotas;
    }

    public String accountId() {
        return accountId;
    }

    public IdentityQuotas quotas() {
        return quotas;
    }

    /** The user of a name, or NoSuchEntity. */
    public User user(String name) {
        return find(User.class, name).orElseThrow(() -> IdentityErrors.notFound(IdentityKind.USER, name));
    }

    /** The group of a name, or NoSuchEntity. */
    public Group group(String name) {
        return find(Group.class, name).orElseThrow(() -> IdentityErrors.notFound(IdentityKind.GROUP, name));
    }

    /** The role of a name, or NoSuchEntity. */
    public Role role(String name) {
        return find(Role.class, name).orElseThrow(() -> IdentityErrors.notFound(IdentityKind.ROLE, name));
    }

    /** The managed policy of an ARN, be it the account's own or one that every account has; empty if there is none. */
    public Optional<ManagedPolicy> findPolicy(String arn) {
        return IdentityArn.parse(arn)
                .filter(parsed -> parsed.kind() == IdentityKind.POLICY)
                .flatMap(parsed -> parsed.accountId().equals(IdentityArn.AWS)
                        ? AwsManagedPolicies.find(arn)
                        : find(ManagedPolicy.class, parsed.name())
                                .filter(policy -> policy.arn().equals(arn)));
    }

    /** The managed policy of an ARN, or NoSuchEntity. */
    public ManagedPolicy policy(String arn) {
        return findPolicy(arn).orElseThrow(() -> IdentityErrors.policyNotFound(arn));
    }

    /** Whether the account is one that was declared beside the owner of the streams. */
    public boolean isMember() {
        return stream(MemberAccount.class).findAny().isPresent();
    }

    /** Whether there is an identity that is just so. */
    public boolean has(Identity identity) {
        return replica.find(identity.id()).filter(identity::equals).isPresent();
    }

    public <T extends Identity> Optional<T> find(Class<T> type, String name) {
        return stream(type).filter(it -> it.naming().name().equals(name)).findFirst();
    }

    /** All of one kind, by name. */
    public <T extends Identity> List<T> all(Class<T> type) {
        return stream(type).sorted(BY_NAME).toList();
    }

    /** Those that hold a managed policy as one of their own, by name. */
    public <T extends PolicyHolder> List<T> holdersOf(Class<T> type, String policyArn) {
        return all(type).stream()
                .filter(holder -> holder.permissions().attached().contains(policyArn))
                .toList();
    }

    /** Those that are bounded by a managed policy, by name. */
    public <T extends PolicyHolder> List<T> boundedBy(Class<T> type, String policyArn) {
        return all(type).stream()
                .filter(holder -> holder.permissions()
                        .boundary()
                        .filter(policyArn::equals)
                        .isPresent())
                .toList();
    }

    public List<User> membersOf(Group group) {
        return all(User.class).stream()
                .filter(user -> user.groupIds().contains(group.id()))
                .toList();
    }

    public List<Group> groupsOf(User user) {
        return all(Group.class).stream()
                .filter(group -> user.groupIds().contains(group.id()))
                .toList();
    }

    /**
     * Makes sure that a name is free: names that differ in upper and lower case only are the same.
     *
     * @param self the one that may have it already
     */
    public void requireFree(IdentityKind kind, String name, Optional<Identity> self) {
        boolean taken = stream(typeOf(kind))
                .anyMatch(it -> it.naming().name().equalsIgnoreCase(name)
                        && self.filter(known -> known.id().equals(it.id())).isEmpty());
        if (taken) {
            throw kind == IdentityKind.POLICY
                    ? IdentityErrors.policyAlreadyExists(name)
                    : IdentityErrors.alreadyExists(kind, name);
        }
    }

    /** Makes sure that the account may have one more of a kind. */
    public void requireRoom(IdentityKind kind) {
        int limit = switch (kind) {
            case USER -> quotas.users();
            case GROUP -> quotas.groups();
            case ROLE -> quotas.roles();
            case POLICY -> quotas.policies();
        };
        if (stream(typeOf(kind)).count() >= limit) {
            throw IdentityErrors.quotaExceeded(quotaName(kind), limit);
        }
    }

    private static String quotaName(IdentityKind kind) {
        return switch (kind) {
            case USER -> "UsersPerAccount";
            case GROUP -> "GroupsPerAccount";
            case ROLE -> "RolesPerAccount";
            case POLICY -> "PoliciesPerAccount";
        };
    }

    private static Class<? extends Identity> typeOf(IdentityKind kind) {
        return switch (kind) {
            case USER -> User.class;
            case GROUP -> Group.class;
            case ROLE -> Role.class;
            case POLICY -> ManagedPolicy.class;
        };
    }

    private <T extends Identity> Stream<T> stream(Class<T> type) {
        return replica.all().stream()
                .filter(it -> it.accountId().equals(accountId))
                .filter(type::isInstance)
                .map(type::cast);
    }
}
