package dev.millrace.metadata.iam.declared;

import dev.millrace.identity.IdentityArn;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityException;
import dev.millrace.identity.IdentityKind;
import dev.millrace.identity.IdentityNames;
import dev.millrace.masterkey.MasterKey;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.Documents;
import dev.millrace.metadata.iam.IdentityDirectory;
import dev.millrace.metadata.iam.Tagging;
import dev.millrace.metadata.iam.model.Group;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.model.ManagedPolicy;
import dev.millrace.metadata.iam.model.Naming;
import dev.millrace.metadata.iam.model.Permissions;
import dev.millrace.metadata.iam.model.PolicyVersion;
import dev.millrace.metadata.iam.model.Role;
import dev.millrace.metadata.iam.model.User;
import dev.millrace.policy.PolicyKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Makes identities what a file declares. Each is one change, decided on what is there, so instances that start together do no
 * harm, and a second start changes nothing.
 */
public final class Declarations {
    private static final Logger log = LoggerFactory.getLogger(Declarations.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration USUAL_SESSION = Duration.ofHours(1);

    private final IdentityDirectory directory;
    private final MemberAccounts accounts;
    private final DeclaredKeys keys;
    private final Clock clock;

    public Declarations(IdentityDirectory directory, MemberAccounts accounts, MasterKey masterKey, Clock clock) {
        this.directory = directory;
        this.accounts = accounts;
        this.keys = new DeclaredKeys(masterKey, clock);
        this.clock = clock;
    }

    /**
     * Applies a file; blocks until that is done.
     *
     * @throws IllegalStateException naming the identity that cannot be so
     */
    public void apply(Path file) {
        DeclaredIdentities declared = DeclaredFile.read(file);
        declared.accounts().forEach((id, account) -> {
            accounts.require(id, account.name() == null ? id : account.name());
            // In this order, so that what is named is there.
            account.policies().forEach((name, it) -> make(id, "policy", name, view -> policy(view, name, it)));
            account.groups().forEach((name, it) -> make(id, "group", name, view -> group(view, name, it)));
            account.users().forEach((name, it) -> make(id, "user", name, view -> user(view, name, it)));
            account.roles().forEach((name, it) -> make(id, "role", name, view -> role(view, name, it)));
        });
    }

    private void make(String accountId, String kind, String name, Function<AccountView, Identity> rule) {
        try {
            Decision<Identity, String> made = directory
                    .change(accountId, view -> {
                        Identity wanted = rule.apply(view);
                        return view.has(wanted) ? Decision.unchanged(name) : Decision.put(wanted, name);
                    })
                    .block(PATIENCE);
            if (made != null && made.change().isPresent()) {
                log.info("The {} {} of the account {} was made as it is declared", kind, name, accountId);
            }
        } catch (IdentityException e) {
            throw new IllegalStateException(
                    "The " + kind + " " + name + " of the account " + accountId + " cannot be as it is declared: "
                            + e.text(),
                    e);
        }
    }

    private ManagedPolicy policy(AccountView view, String name, DeclaredIdentities.Policy declared) {
        String document = Documents.require(
                PolicyKind.IDENTITY,
                "document",
                text(declared.document()),
                view.quotas().managedPolicyBytes(),
                "PolicySize");
        Optional<ManagedPolicy> known = view.find(ManagedPolicy.class, name);
        Naming naming = naming(view, IdentityKind.POLICY, name, declared.path(), declared.tags(), known);
        String description = IdentityNames.description(declared.description());
        if (known.isEmpty()) {
            return new ManagedPolicy(
                    naming,
                    description,
                    List.of(new PolicyVersion(1, document, naming.createdAt())),
                    1,
                    1,
                    naming.createdAt(),
                    0);
        }
        ManagedPolicy policy = known.get().withNaming(naming);
        if (policy.document().equals(document)) {
            return policy;
        }
        ManagedPolicy changed = policy.plus(document, clock.instant(), true);
        // The oldest makes room: what the file said before is in the file's own history.
        return changed.versions().size() > view.quotas().policyVersions()
                ? changed.without(changed.versions().get(0), clock.instant())
                : changed;
    }

    private Group group(AccountView view, String name, DeclaredIdentities.Group declared) {
        Optional<Group> known = view.find(Group.class, name);
        Naming naming = naming(view, IdentityKind.GROUP, name, declared.path(), Map.of(), known);
        return new Group(naming, permissions(view, declared.grants()), version(known));
    }

    private User user(AccountView view, String name, DeclaredIdentities.User declared) {
        Optional<User> known = view.find(User.class, name);
        Naming naming = naming(view, IdentityKind.USER, name, declared.path(), declared.tags(), known);
        Set<String> groups = new HashSet<>();
        declared.groups().forEach(group -> groups.add(view.group(group).id()));
        return new User(
                naming,
                permissions(view, declared.grants()),
                groups,
                keys.of(declared.accessKeys(), known.map(User::keys).orElse(List.of())),
                version(known));
    }

    private Role role(AccountView view, String name, DeclaredIdentities.Role declared) {
        Optional<Role> known = view.find(Role.class, name);
        Naming naming = naming(view, IdentityKind.ROLE, name, declared.path(), declared.tags(), known);
        String trust = Documents.require(PolicyKind.TRUST, "trust", text(declared.trust()));
        Duration session = declared.longestSession();
        return new Role(
                naming,
                permissions(view, declared.grants()),
                trust,
                IdentityNames.description(declared.description()),
                session == null ? USUAL_SESSION : session,
                version(known));
    }

    private Naming naming(
            AccountView view,
            IdentityKind kind,
            String name,
            @Nullable String path,
            Map<String, String> tags,
            Optional<? extends Identity> known) {
        Map<String, String> checked = Tagging.add(Map.of(), List.copyOf(tags.entrySet()), view.quotas());
        String given = IdentityNames.path(path);
        if (known.isPresent()) {
            if (kind == IdentityKind.POLICY && !known.get().naming().path().equals(given)) {
                throw IdentityErrors.validation("The path of a policy is part of its ARN and cannot change.");
            }
            return known.get().naming().renamed(given, name).withTags(checked);
        }
        IdentityNames.name(kind, name);
        view.requireFree(kind, name, Optional.empty());
        view.requireRoom(kind);
        return new Naming(view.accountId(), kind.newId(), given, name, clock.instant(), checked);
    }

    private static Permissions permissions(AccountView view, DeclaredIdentities.Grants grants) {
        Permissions permissions =
                Permissions.NONE.withBoundary(grants.boundary().map(policy -> arn(view, policy)));
        for (String policy : grants.policies()) {
            permissions = permissions.attach(arn(view, policy));
        }
        for (Map.Entry<String, JsonNode> inline : grants.inline().entrySet()) {
            permissions = permissions.put(
                    IdentityNames.inlinePolicyName(inline.getKey()),
                    Documents.require(PolicyKind.IDENTITY, inline.getKey(), text(inline.getValue())));
        }
        return permissions;
    }

    /** @param policy a name of the account's own, or an ARN */
    private static String arn(AccountView view, String policy) {
        String arn = policy.startsWith("arn:")
                ? policy
                : view.find(ManagedPolicy.class, policy)
                        .map(ManagedPolicy::arn)
                        .orElseGet(
                                () -> new IdentityArn(view.accountId(), IdentityKind.POLICY, "/", policy).toString());
        return view.policy(arn).arn();
    }

    private static @Nullable String text(@Nullable JsonNode document) {
        return document == null ? null : document.toString();
    }

    private static long version(Optional<? extends Identity> known) {
        return known.map(Identity::version).orElse(0L);
    }
}
