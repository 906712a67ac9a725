package dev.millrace.metadata.iam.declared;

import dev.millrace.identity.IdentityArn;
import dev.millrace.identity.IdentityKind;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.IdentityDirectory;
import dev.millrace.metadata.iam.model.MemberAccount;
import dev.millrace.metadata.iam.model.Naming;
import dev.millrace.metadata.iam.model.Permissions;
import dev.millrace.metadata.iam.model.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Accounts beside the one that owns the streams. A new one has a role through which callers that may do so in the owning account
 * becomes its administrator, as in AWS Organizations: it has no credentials of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html">Access to member
 *     accounts</a>
 */
public final class MemberAccounts {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ROLE = "OrganizationAccountAccessRole";
    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

    private final IdentityDirectory directory;
    private final String owner;
    private final Clock clock;

    /** @param owner the account that owns the streams */
    public MemberAccounts(IdentityDirectory directory, String owner, Clock clock) {
        this.directory = directory;
        this.owner = owner;
        this.clock = clock;
    }

    /** Makes the account if there is none; blocks until that is done. */
    public void require(String accountId, String name) {
        if (!accountId.matches("\\d{12}")) {
            throw new IllegalStateException("An account has twelve digits, not " + accountId);
        }
        if (accountId.equals(owner)) {
            return;
        }
        boolean known = Boolean.TRUE.equals(
                directory.ask(accountId, AccountView::isMember).block(PATIENCE));
        if (!known) {
            // The role first: an account that is there has had it.
            directory
                    .change(
                            accountId,
                            view -> view.find(Role.class, ROLE).isPresent()
                                    ? Decision.unchanged(ROLE)
                                    : Decision.put(accessRole(accountId), ROLE))
                    .block(PATIENCE);
            directory
                    .change(
                            accountId,
                            view -> view.isMember()
                                    ? Decision.unchanged(name)
                                    : Decision.put(account(accountId, name), name))
                    .block(PATIENCE);
        }
    }

    private MemberAccount account(String id, String name) {
        return new MemberAccount(new Naming(id, id, "/", name, clock.instant(), Map.of()), 0);
    }

    private Role accessRole(String accountId) {
        Naming naming = new Naming(accountId, IdentityKind.ROLE.newId(), "/", ROLE, clock.instant(), Map.of());
        String trust = """
            {"Version": "2012-10-17", "Statement": [{
              "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "%s"}}]}\
            """.formatted(IdentityArn.ofRoot(owner));
        return new Role(naming, Permissions.NONE.attach(ADMINISTRATOR), trust, "", Duration.ofHours(1), 0);
    }
}
